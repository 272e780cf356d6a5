using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Exports;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Exports;

/// <summary>Writes the parts of an export where they go. A file stands there only after <see cref="KeepAsync"/>.</summary>
internal sealed class ExportWriter : IAsyncDisposable
{
    private readonly bool _isTable;
    private readonly WholeFile? _file;
    private readonly TextWriter _text;

    private ExportWriter(WholeFile? file, TextWriter text, bool isTable) => (_file, _text, _isTable) = (file, text, isTable);

    /// <summary>Begins an export: a table with its header.</summary>
    /// <exception cref="IOException">The file cannot be written, nor can <see cref="UnauthorizedAccessException"/>.</exception>
    public static async Task<ExportWriter> BeginAsync(ExportTarget target, CommandContext context)
    {
        WholeFile? file = target.File is null ? null : WholeFile.Create(target.File);
        TextWriter text = file is null ? context.Results : new StreamWriter(
            target.IsCompressed ? new GZipStream(file.Bytes, CompressionLevel.Optimal, leaveOpen: true) : file.Bytes, new UTF8Encoding(false), leaveOpen: !target.IsCompressed);
        var writer = new ExportWriter(file, text, target.IsTable);
        await text.WriteAsync(target.IsTable ? ExportTable.Begin(target.HasMark) : "");
        return writer;
    }

    /// <summary>Writes the lines of a part.</summary>
    /// <returns>How many they are.</returns>
    /// <exception cref="JsonException">It holds something that is no line of an export.</exception>
    public async Task<int> WriteAsync(ReadOnlyMemory<byte> part)
    {
        int lines = 0;
        for (; !part.IsEmpty; lines++)
        {
            int end = part.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? throw new JsonException("The last line has no end.") : part[..end];
            await _text.WriteAsync(_isTable ? ExportTable.Row(line) : Encoding.UTF8.GetString(line.Span) + "\n");
            part = part[(end + 1)..];
        }

        return lines;
    }

    /// <summary>The export is whole.</summary>
    public async Task KeepAsync()
    {
        await _text.FlushAsync(CancellationToken.None);
        if (_file is not null)
        {
            await _text.DisposeAsync();
            await _file.KeepAsync();
        }
    }

    /// <summary>Removes a file that is not whole.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_file?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

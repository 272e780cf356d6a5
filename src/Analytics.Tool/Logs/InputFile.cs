using System.Text.Json;
using Analytics.Functions.Ingest;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Logs;

/// <summary>A file that is read once, line by line: an export or a log, plain or gzip, also from a pipe.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>Standard input.</summary>
    public const string Standard = "-";

    private readonly LineReader _lines;
    private readonly Queue<(string Line, bool IsTooLong)> _first = new();
    private InvalidDataException? _damage;

    private InputFile(LineReader lines, bool isStored) => (_lines, IsStored) = (lines, isStored);

    /// <summary>Whether it is a file on a disk, which can be read again; a pipe or standard input cannot.</summary>
    public bool IsStored { get; }

    /// <summary>The line read last, without its end; the next one changes it.</summary>
    public ReadOnlyMemory<char> Line { get; private set; }

    /// <summary>Whether that line is longer than any that can be understood.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Which line it is, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The whole path of what a command line names.</summary>
    /// <exception cref="UsageFault">There is no such file.</exception>
    public static string PathOf(string file, string folder, string argument)
    {
        string path = file == Standard ? Standard : Path.GetFullPath(file, folder);
        return path == Standard || File.Exists(path) ? path : throw new UsageFault($"{argument}: there is no file {path}.");
    }

    /// <summary>Opens it and reads its first lines.</summary>
    /// <exception cref="ToolFailure">It cannot be read, or is of a kind that is no text.</exception>
    public static async Task<InputFile> OpenAsync(string path, CommandContext context, CancellationToken stop)
    {
        Stream bytes;
        try
        {
            bytes = path == Standard ? context.Input() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ToolFailure($"{path} cannot be read: {unreadable.Message}");
        }

        bool isStored = path != Standard && bytes.CanSeek && !path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/proc/", StringComparison.Ordinal);
        (Stream? text, string? refusal) = await LogFile.OpenAsync(bytes, stop);
        if (text is null)
        {
            throw new ToolFailure($"{path} {refusal}.");
        }

        var file = new InputFile(new LineReader(text, ImportLine.Longest), isStored);
        try
        {
            while (file._first.Count < LogDetection.Lines && await file._lines.ReadAsync(stop))
            {
                file._first.Enqueue((file._lines.Line.ToString(), file._lines.IsTooLong));
            }
        }
        catch (InvalidDataException damaged)
        {
            file._damage = damaged; // met again where the lines before it have been read
        }

        return file._first.TryPeek(out (string Line, bool IsTooLong) first) && ExportColumns.IsHeader(first.Line)
            ? throw new ToolFailure($"{path} {ExportColumns.NoImport}.")
            : file;
    }

    /// <summary>The first lines of a log: those that are neither empty nor too long.</summary>
    public IReadOnlyList<string> Sample => [.. _first.Where(line => line.Line.Length is > 0 and <= LineReader.Longest && !line.IsTooLong).Select(line => line.Line)];

    /// <summary>Whether the first line is an event of an export.</summary>
    public bool BeginsAsExport => _first.Select(line => line.Line).FirstOrDefault(line => line.Length > 0) is { } line && IsEvent(line);

    /// <summary>The format of the log whose lines these are.</summary>
    /// <exception cref="ToolFailure">It has none that is known, or needs a word of its owner.</exception>
    public LogFormat FormatOf(string path, LogFormatChoice choice)
    {
        (LogFormat? format, InputFault? fault) = choice.Log.Decide(Sample);
        return format ?? throw new ToolFailure($"{path}: {fault!.Value.Field switch { "withoutAgent" => "--without-agent", var field => field }} {fault.Value.Problem}.");
    }

    /// <summary>Goes on to the next line; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        if (_first.TryDequeue(out (string Line, bool IsTooLong) first))
        {
            (Line, IsTooLong) = (first.Line.AsMemory(), first.IsTooLong);
            Number++;
            return true;
        }

        if (_damage is not null)
        {
            throw _damage;
        }

        if (!await _lines.ReadAsync(stop))
        {
            return false;
        }

        (Line, IsTooLong) = (_lines.Line, _lines.IsTooLong);
        Number++;
        return true;
    }

    public void Dispose() => _lines.Dispose();

    private static bool IsEvent(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out _)
                && json.RootElement.TryGetProperty("time", out _) && json.RootElement.TryGetProperty("name", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

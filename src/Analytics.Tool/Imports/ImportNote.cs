using System.Globalization;
using System.Text;
using Analytics.Store.Events;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Imports;

/// <summary>How far a file has been sent, beside the file: what was interrupted goes on there, as the same import.</summary>
/// <param name="path">Of the file.</param>
/// <param name="subject">What was sent where and how: another file of the same name begins at its beginning.</param>
internal sealed class ImportNote(string path, string subject)
{
    /// <summary>Where it lies.</summary>
    public string Path { get; } = path + ".import";

    /// <summary>Up to which line the file was sent, and as which import; nothing where it was not.</summary>
    public (long Line, ImportId? Import) Read()
    {
        if (!File.Exists(Path) || File.ReadAllText(Path).Split('\n') is not [var what, var line, .. var rest]
            || what != Whole() || !long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long done))
        {
            return (0, null);
        }

        return (done, rest is [var id, ..] && ImportId.TryParse(id, out ImportId import) ? import : null);
    }

    /// <summary>Notes up to which line it has been sent.</summary>
    public async Task WriteAsync(long line, ImportId import)
    {
        await using WholeFile note = WholeFile.Create(Path);
        await note.Bytes.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Whole()}\n{line}\n{import}\n")), CancellationToken.None);
        await note.KeepAsync();
    }

    /// <summary>It has been sent to its end.</summary>
    public void Delete() => File.Delete(Path);

    private string Whole()
    {
        var file = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{subject} {file.Length} {file.LastWriteTimeUtc.Ticks}");
    }
}

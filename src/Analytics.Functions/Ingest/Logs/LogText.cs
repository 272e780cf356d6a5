using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>The lines of a log's bytes, plain or gzip, in bounded memory whatever the bytes say.</summary>
internal static class LogText
{
    /// <summary>The longest line; what is longer ends there and is one character over.</summary>
    public const int MaxLine = 16 * 1024;

    private const long MaxText = 100 * 1024 * 1024;

    /// <param name="bytes">Of the log.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="maxLine">The longest line, where it is not <see cref="MaxLine"/>.</param>
    /// <exception cref="InvalidDataException">Damaged gzip, or more than 100 MB of text.</exception>
    public static async IAsyncEnumerable<string> Lines(ReadOnlyMemory<byte> bytes, [EnumeratorCancellation] CancellationToken cancellation, int maxLine = MaxLine)
    {
        bool gzip = bytes.Length > 2 && bytes.Span[0] == 0x1f && bytes.Span[1] == 0x8b;
        using Stream raw = new MemoryStream(bytes.ToArray(), writable: false);
        using Stream text = gzip ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(text, Encoding.UTF8);
        var line = new StringBuilder();
        char[] buffer = new char[8192];
        long total = 0;
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellation)) > 0)
        {
            total += read;
            if (total > MaxText)
            {
                throw new InvalidDataException("More than 100 MB of text.");
            }

            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == '\n')
                {
                    yield return Take(line);
                }
                else if (line.Length <= maxLine)
                {
                    _ = line.Append(buffer[i]);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return Take(line);
        }
    }

    private static string Take(StringBuilder line)
    {
        string text = line.ToString().TrimEnd('\r');
        _ = line.Clear();
        return text;
    }
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Analytics.Store.Ingest.Lists;

/// <summary>Lists that are data, not code: text files beside the code that reads them, embedded in the assembly.</summary>
internal static class ResourceText
{
    /// <summary>The JSON that the build made of a rule list; compressed by Brotli where its name ends so.</summary>
    public static JsonElement Json(string name)
    {
        using Stream stored = Open("Rules." + name);
        using Stream stream = name.EndsWith(".br", StringComparison.Ordinal) ? new BrotliStream(stored, CompressionMode.Decompress) : stored;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    /// <summary>The lines, without those that are empty or begin with <c>#</c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = Open(name.Replace('/', Path.DirectorySeparatorChar));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static Stream Open(string name) =>
        typeof(ResourceText).Assembly.GetManifestResourceStream("Analytics.Store.Ingest." + name)
        ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
}

using System.Text;

namespace Analytics.Store.Ingest;

/// <summary>Lists that are data, not code: text files beside the code that reads them, embedded in the assembly.</summary>
internal static class ResourceText
{
    /// <summary>The lines, without those that are empty or begin with <c>#</c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(ResourceText).Assembly.GetManifestResourceStream("Analytics.Store.Ingest." + name.Replace('/', Path.DirectorySeparatorChar))
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}

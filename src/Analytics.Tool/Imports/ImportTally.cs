using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Events;

namespace Analytics.Tool.Imports;

/// <summary>What became of lines, over all parts and files.</summary>
internal sealed class ImportTally
{
    private const int MostFaults = 10;
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _visitors = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly List<string> _damages = [];
    private long _copies;

    /// <summary>What the lines were, as far as that is known without the site.</summary>
    public LogTally Log { get; } = new();

    /// <summary>Events that are stored now, or were before.</summary>
    public long Accepted { get; private set; }

    /// <summary>Lines that are no event: assets in a log, copies in an export.</summary>
    public long Skipped => Log.Skipped + _copies;

    /// <summary>Lines that could not be understood.</summary>
    public long Faults { get; private set; }

    /// <summary>Different visitors, each counted once a day.</summary>
    public long Visitors => _visitors.Count + Log.Visitors.Count;

    /// <summary>Page views of logs that count for no visitor.</summary>
    public long WithoutVisitor { get; private set; }

    /// <summary>Events that do not count, by reason.</summary>
    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    /// <summary>The imports that the events belong to: one, and those that files continued after an interruption.</summary>
    public IReadOnlyCollection<string> Imports => _imports;

    /// <summary>The formats of the files.</summary>
    public IReadOnlyCollection<string> Formats => _formats;

    /// <summary>The first faults, with file and line.</summary>
    public IReadOnlyList<string> FirstFaults => _faults;

    /// <summary>Files that could not be read to their end.</summary>
    public IReadOnlyList<string> Damages => _damages;

    /// <summary>Whether lines were read and nothing counts.</summary>
    public bool IsNothing => Log.Lines > 0 && Accepted == 0;

    /// <summary>Notes a file.</summary>
    public void AddFile(ImportId import, string format)
    {
        _ = _imports.Add(import.Value);
        _ = _formats.Add(format);
    }

    /// <summary>Notes that a file could not be read to its end.</summary>
    public void AddDamage(string sentence) => _damages.Add(sentence);

    /// <summary>Counts a line that could not be understood.</summary>
    public void AddFault(string path, long line, string problem)
    {
        Faults++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(PlaceOf(path, line) + ": " + problem);
        }
    }

    /// <summary>A line of a file, as people look for it.</summary>
    public static string PlaceOf(string path, long line) => string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");

    /// <summary>Counts an event that would be stored, or why it would not be.</summary>
    public void AddJudged(string? dropped, ulong? visitor)
    {
        if (dropped is not null)
        {
            _dropped[dropped] = _dropped.GetValueOrDefault(dropped) + 1;
            return;
        }

        Accepted++;
        Log.AddVisitor(visitor);
        WithoutVisitor += visitor is null ? 1 : 0;
    }

    /// <summary>Takes in the server's answer to a part.</summary>
    /// <param name="answer">Of <c>/v1/ingest/logs</c> or <c>/v1/ingest/import</c>.</param>
    /// <param name="place">Of the file and line of a line of the part, for faults.</param>
    public void Add(JsonElement answer, Func<int, string> place)
    {
        Accepted += answer.GetProperty("accepted").GetInt64();
        _copies += answer.GetProperty("skipped").GetInt64() - Remarks(answer);
        Faults += answer.GetProperty("faultCount").GetInt64();
        WithoutVisitor += answer.TryGetProperty("withoutVisitor", out JsonElement without) ? without.GetInt64() : 0;
        foreach (JsonProperty reason in answer.GetProperty("dropped").EnumerateObject())
        {
            _dropped[reason.Name] = _dropped.GetValueOrDefault(reason.Name) + reason.Value.GetInt64();
        }

        foreach (JsonElement fault in answer.GetProperty("faults").EnumerateArray().Take(Math.Max(0, MostFaults - _faults.Count)))
        {
            _faults.Add($"{place(fault.GetProperty("line").GetInt32())}: {fault.GetProperty("problem").GetString()}");
        }

        if (answer.TryGetProperty("visitorKeys", out JsonElement keys))
        {
            _visitors.UnionWith(keys.EnumerateArray().Select(key => key.GetString()!));
        }
    }

    // The headers above a part of a log were counted where they stand in the file.
    private static long Remarks(JsonElement answer) => answer.TryGetProperty("format", out _) ? answer.GetProperty("skipped").GetInt64() : 0;
}

using System.Text.Json;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>What the lines of a log are, counted: the report at the end of it.</summary>
internal sealed class LogTally
{
    /// <summary>The most hosts that are counted one by one, so that a log of invented hosts takes no memory.</summary>
    public const int MostHosts = 1_000;

    /// <summary>How many faults are listed.</summary>
    public const int MostFaults = 100;

    /// <summary>Counts the page views whose line names no host.</summary>
    public const string NoHost = "(not in the log)";

    /// <summary>Counts the page views of all further hosts.</summary>
    public const string OtherHosts = "(other)";

    private readonly long[] _skipped = new long[Enum.GetValues<SkipReason>().Length];
    private readonly HashSet<ulong> _visitors = [];

    /// <summary>Lines read.</summary>
    public long Lines { get; set; }

    /// <summary>Lines that are no page view, empty lines and remarks included.</summary>
    public long Skipped { get; private set; }

    /// <summary>Lines that could not be understood.</summary>
    public long FaultCount { get; private set; }

    /// <summary>What was wrong with the last of them.</summary>
    public string LastFault { get; private set; } = "";

    /// <summary>The first of them.</summary>
    public List<(long Line, string Problem)> Faults { get; } = [];

    /// <summary>Page views by the host that the log names.</summary>
    public SortedDictionary<string, long> Hosts { get; } = new(StringComparer.Ordinal);

    /// <summary>When the first request happened; null where there was none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>When the last request happened; null where there was none.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Page views that count and of which no visitor is known.</summary>
    public long WithoutVisitor { get; private set; }

    /// <summary>The visitors of page views that count, each once a day, by hashes that are this import's alone.</summary>
    public IReadOnlySet<ulong> Visitors => _visitors;

    /// <summary>Why requests are no page views, and how many.</summary>
    public IEnumerable<(string Reason, long Count)> SkippedFor => Enum.GetValues<SkipReason>()
        .Select(reason => (JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), _skipped[(int)reason])).Where(reason => reason.Item2 > 0);

    /// <summary>Counts a line that could not be understood.</summary>
    public void AddFault(long line, string problem)
    {
        FaultCount++;
        LastFault = problem;
        if (Faults.Count < MostFaults)
        {
            Faults.Add((line, problem));
        }
    }

    /// <summary>Counts a header, a comment or an empty line.</summary>
    public void AddRemark() => Skipped++;

    /// <summary>Counts a request that is no page view.</summary>
    public void AddSkipped(SkipReason reason)
    {
        Skipped++;
        _skipped[(int)reason]++;
    }

    /// <summary>Notes when a request happened.</summary>
    public void AddTime(DateTimeOffset time)
    {
        First = First < time ? First : time;
        Last = Last > time ? Last : time;
    }

    /// <summary>Counts a page view of a host.</summary>
    public void AddPage(string? host)
    {
        host ??= NoHost;
        host = Hosts.ContainsKey(host) || Hosts.Count < MostHosts ? host : OtherHosts;
        Hosts[host] = Hosts.GetValueOrDefault(host) + 1;
    }

    /// <summary>Counts whose page view it was that counts; null for nobody's.</summary>
    public void AddVisitor(ulong? visitor)
    {
        if (visitor is { } key)
        {
            _ = _visitors.Add(key);
        }
        else
        {
            WithoutVisitor++;
        }
    }
}

using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Loads one log into a site.</summary>
/// <param name="site">The site.</param>
/// <param name="options">What the sender says of the log.</param>
/// <param name="intake">Where events go.</param>
internal sealed class LogLoad(Site site, LogOptions options, Intake intake)
{
    private const int ChunkSize = 500;
    private const long MostText = 100 * 1024 * 1024;
    private readonly LogTally _tally = new();
    private readonly SortedDictionary<string, int> _dropped = new(StringComparer.Ordinal);
    private readonly List<Hit> _hits = new(ChunkSize);
    private string _format = "";
    private int _accepted;

    /// <summary>How far it has come.</summary>
    public LogAnswer Answer => LogAnswer.Of(options.Import, _format, _tally, _accepted, _dropped);

    /// <summary>The visitors of page views that count, by hashes that are this import's alone.</summary>
    public IReadOnlySet<ulong> VisitorKeys => _tally.Visitors;

    /// <summary>Loads it to its end; what is wrong with all of it, or null.</summary>
    /// <param name="bytes">The log, plain or gzip.</param>
    /// <param name="report">Gets how far it has come; null where nobody asks.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<InputFault?> RunAsync(ReadOnlyMemory<byte> bytes, Func<LogAnswer, Task>? report, CancellationToken cancellation)
    {
        (Stream? text, string? refusal) = await LogFile.OpenAsync(new MemoryStream(bytes.ToArray(), writable: false), cancellation);
        if (text is null)
        {
            return new InputFault("body", refusal!);
        }

        using var lines = new LineReader(text, most: MostText);
        try
        {
            List<(string Line, bool IsTooLong)> first = [];
            while (first.Count < LogDetection.Lines && await lines.ReadAsync(cancellation))
            {
                first.Add((lines.Line.ToString(), lines.IsTooLong));
            }

            (LogFormat? format, InputFault? fault) = options.Decide([.. first.Where(line => line.Line.Length > 0 && !line.IsTooLong).Select(line => line.Line)]);
            if (format is null)
            {
                return fault;
            }

            _format = format.Name;
            var log = new LogHits(site, new LogReader(format, options.Zone), options.Import, _tally) { WithoutAgents = options.WithoutAgent == true };
            DateTimeOffset now = intake.Now;
            foreach ((string line, bool isTooLong) in first)
            {
                Add(log.Read(line.AsMemory(), isTooLong, now));
            }

            first.Clear();
            while (await lines.ReadAsync(cancellation))
            {
                Add(log.Read(lines.Line, lines.IsTooLong, now));
                if (_hits.Count >= ChunkSize)
                {
                    await RecordAsync(log, cancellation);
                    await (report?.Invoke(Answer) ?? Task.CompletedTask);
                    now = intake.Now; // what is received in one instant is stored together
                }
            }

            await RecordAsync(log, cancellation);
            return null;
        }
        catch (InvalidDataException damaged)
        {
            return new InputFault("body", FormattableString.Invariant($"{damaged.Message} (after line {_tally.Lines}; {_accepted} page views before it are stored, and sent again they count once)"));
        }
    }

    private void Add(Hit? hit)
    {
        if (hit is not null)
        {
            _hits.Add(hit);
        }
    }

    private async Task RecordAsync(LogHits log, CancellationToken cancellation)
    {
        IReadOnlyList<string?> reasons = await intake.RecordAsync(site, _hits, cancellation);
        foreach ((Hit hit, string? reason) in _hits.Zip(reasons))
        {
            if (reason is null)
            {
                _accepted++;
                _tally.AddVisitor(log.VisitorOf(hit));
            }
            else
            {
                _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;
            }
        }

        _hits.Clear();
    }
}

using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Wire;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Loads the lines of one export into a site.</summary>
/// <param name="site">The site.</param>
/// <param name="import">The import that its events belong to.</param>
/// <param name="now">The present.</param>
/// <param name="record">Stores events and says what became of each.</param>
internal sealed class ImportLoad(Site site, ImportId import, Func<DateTimeOffset> now, Func<IReadOnlyList<Event>, CancellationToken, Task<IReadOnlyList<HitOutcome>>> record)
{
    private const int ChunkSize = 500;
    private const int MostLines = 10_000;
    private const long MostText = 100 * 1024 * 1024;
    private const int MostFaults = 100;
    private readonly List<Event> _events = new(ChunkSize);
    private readonly HashSet<(EventId, LocalDay)> _seen = [];

    /// <summary>What became of the lines so far.</summary>
    public LogAnswer Answer { get; } = new() { Import = import.Value };

    /// <summary>Loads it to its end; what is wrong with all of it, or null.</summary>
    /// <param name="bytes">The lines, plain or gzip.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<InputFault?> RunAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        (Stream? text, string? refusal) = await LogFile.OpenAsync(new MemoryStream(bytes.ToArray(), writable: false), cancellation);
        if (text is null)
        {
            return new InputFault("body", refusal!);
        }

        using var lines = new LineReader(text, ImportLine.Longest, MostText);
        try
        {
            while (await lines.ReadAsync(cancellation))
            {
                if (++Answer.Lines > MostLines)
                {
                    return new InputFault("body", "must be at most 10,000 lines: send it in parts");
                }

                if (Answer.Lines == 1 && ExportColumns.IsHeader(lines.Line.Span))
                {
                    return new InputFault("body", ExportColumns.NoImport);
                }

                Take(lines);
                if (_events.Count == ChunkSize)
                {
                    await RecordAsync(cancellation);
                }
            }

            await RecordAsync(cancellation);
            return null;
        }
        catch (InvalidDataException damaged)
        {
            return new InputFault("body", damaged.Message);
        }
    }

    private void Take(LineReader lines)
    {
        if (lines.Line.IsEmpty)
        {
            Answer.Skipped++;
            return;
        }

        (Event? read, string? fault) = lines.IsTooLong ? (null, ImportLine.TooLong) : ImportLine.Parse(lines.Line.ToString(), site, now());
        if (read is null)
        {
            Answer.FaultCount++;
            if (Answer.Faults.Count < MostFaults)
            {
                Answer.Faults.Add(new LogFault(Answer.Lines, fault!));
            }
        }
        else if (_seen.Add((read.Id, site.Calendar.DayOf(read.Time))))
        {
            _events.Add(read with { Import = import });
        }
        else
        {
            Answer.Skipped++; // a copy of what stands above
        }
    }

    private async Task RecordAsync(CancellationToken cancellation)
    {
        foreach (HitOutcome outcome in await record(_events, cancellation))
        {
            if (outcome is HitOutcome.Dropped { Reason: var reason })
            {
                string text = DropReasonText.Of(reason);
                Answer.Dropped[text] = Answer.Dropped.GetValueOrDefault(text) + 1;
            }
            else
            {
                Answer.Accepted++;
            }
        }

        _events.Clear();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Compose;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Scan;

namespace Analytics.Engine.Stats;

/// <summary>Questions that are being answered: what it takes is known, and it is read when asked for. Not for concurrent use.</summary>
public sealed class StatsReading
{
    private readonly Site _site;
    private readonly DayReading _days;
    private readonly ReadMemory? _memory;
    private readonly Composition[] _answers;
    private readonly Part[] _parts;

    internal StatsReading(Site site, IReadOnlyList<Composition> answers, DayReading days, ReadMemory? memory)
    {
        (_site, _days, _memory) = (site, days, memory);
        _answers = [.. answers];
        _parts = [.. answers.SelectMany(answer => answer.Scans).Select(scan => new Part(scan, days.Sealed))];
        foreach (Part part in _parts)
        {
            part.Found = part.Blocks.Count > 0 ? memory?.FindScan(NameOf(part.Scan, part.Blocks)) : null;
        }
    }

    /// <summary>What was read so far.</summary>
    public ReadCost Cost => _days.Cost;

    /// <summary>
    /// Names all that the answers depend on: as long as it is the same, so are they. Null while a day that is asked about is not sealed.
    /// </summary>
    public string? Fingerprint => _days.Unsealed.Count > 0 ? null : Hash(
        [.. _parts.Select(part => part.Scan.Key), .. _answers.SelectMany(answer => answer.Terms), .. _days.Sealed.Select(day => Invariant($"{day.Date} {day.LatePending} {ContentOf(day)}"))]);

    /// <summary>What it takes to answer.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">More than the budget: field <c>budget</c>.</exception>
    public ReadPlan PlanFor(ReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        HashSet<LocalDay> needed = [.. Missing.SelectMany(part => part.Blocks).Select(day => day.Date)];
        HashSet<LocalDay> remembered = [.. _parts.SelectMany(part => part.Blocks).Select(day => day.Date).Except(needed)];
        HashSet<LocalDay> totals = [.. _parts.SelectMany(part => part.Totals).Select(day => day.Date).Except(needed).Except(remembered)];
        Day[] Of(HashSet<LocalDay> dates) => [.. _days.Sealed.Where(day => dates.Contains(day.Date))];
        return ReadPlan.For(Of(totals), Of(needed), remembered.Count, _days.Open, _days.Unsealed.Count, budget);
    }

    /// <summary>Reads, and answers in the order of the questions; all answers describe the same events. Once.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">It takes more than the budget: field <c>budget</c>.</exception>
    public async Task<IReadOnlyList<StatsResult>> ReadAsync(ReadBudget budget, CancellationToken cancellation)
    {
        ReadPlan plan = PlanFor(budget);
        Dictionary<LocalDay, Day> current = _days.Sealed.ToDictionary(day => day.Date);
        Part[] missing = [.. Missing];
        Dictionary<LocalDay, DayContent> reopened = [];
        LocalDay[] needed = [.. missing.SelectMany(part => part.Blocks).Select(day => day.Date).Distinct()];
        await foreach (DayContent content in _days.ReadSealedAsync([.. needed.Select(date => current[date])], plan.Weight, cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested(); // who has hung up costs no further scan
            current[content.Date] = content.Stored!;
            if (content.Stored!.State == DayState.Open)
            {
                reopened[content.Date] = content; // its totals are those of a seal that missed something
            }

            Array.ForEach(missing, part => part.TakeSealed(content));
        }

        foreach (Part part in _parts)
        {
            Remember(part, plan, current);
            foreach (Day day in part.Totals)
            {
                if (reopened.TryGetValue(day.Date, out DayContent? content))
                {
                    part.Take(content);
                }
                else
                {
                    part.Scan.Add(current[day.Date]);
                }
            }
        }

        await foreach (DayContent content in _days.ReadUnsealedAsync(cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            Array.ForEach(_parts, part => part.Take(content));
        }

        return Array.ConvertAll(_answers, answer => answer.Finish() with
        {
            Sample = plan.Sample,
            LateDays = [.. current.Values.Concat(_days.Open).Where(day => day.LatePending && answer.Scans.Any(scan => scan.Touches(day.Date))).Select(day => day.Date).Order()],
        });
    }

    private IEnumerable<Part> Missing => _parts.Where(part => part.Found is null);

    private void Remember(Part part, ReadPlan plan, Dictionary<LocalDay, Day> current)
    {
        if (part.Found is { } found)
        {
            part.Scan.Resume(found);
        }
        else if (plan.Sample is null && part.Blocks.Count > 0 && part.Blocks.All(day => current[day.Date].State != DayState.Open))
        {
            _memory?.KeepScan(NameOf(part.Scan, [.. part.Blocks.Select(day => current[day.Date])]), part.Scan.Snapshot());
        }
    }

    private string NameOf(StatsScan scan, IEnumerable<Day> days) => Hash([_site.Id.ToString(), scan.Key, .. days.Select(day => Invariant($"{day.Date} {ContentOf(day)}"))]);

    // A hash of all its events; days are also told apart by their borders, in case the site's zone was changed, and by what of them is hidden.
    private static string ContentOf(Day day) => Invariant($"{day.ContentHash ?? Invariant($"version {day.Version}")} {day.Start:O} {day.End:O} {(int)day.Hidden}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Hash(IReadOnlyList<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Invariant($"{part.Length}:{part}")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>One scan, and which sealed days it takes from where.</summary>
    private sealed class Part
    {
        private readonly HashSet<LocalDay> _blocks;

        public Part(StatsScan scan, IReadOnlyList<Day> days)
        {
            ILookup<bool, Day> touched = days.Where(day => scan.Touches(day.Date)).ToLookup(scan.IsAnsweredByTotals);
            (Scan, Totals, Blocks) = (scan, [.. touched[true]], [.. touched[false]]);
            _blocks = [.. Blocks.Select(day => day.Date)];
        }

        public StatsScan Scan { get; }

        public IReadOnlyList<Day> Totals { get; }

        public IReadOnlyList<Day> Blocks { get; }

        public ScanSnapshot? Found { get; set; }

        public void TakeSealed(DayContent content)
        {
            if (_blocks.Contains(content.Date))
            {
                Take(content);
            }
        }

        public void Take(DayContent content)
        {
            foreach (Block block in content.Blocks)
            {
                Scan.Add(block, content.Weight);
            }
        }
    }
}

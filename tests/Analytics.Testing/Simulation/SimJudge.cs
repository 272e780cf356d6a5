using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Testing.Simulation;

/// <summary>Says what is wrong with a world that has recovered: from what was stored and acknowledged, not from what the product thinks.</summary>
internal sealed class SimJudge(VirtualTime time, FakeDatabase database, TableNames tables, SimLedger ledger, SimHistory history, SimSizes sizes)
{
    private readonly List<string> _failures = [];

    /// <summary>Sites whose answers cannot be judged.</summary>
    public int Undecided { get; private set; }

    public IReadOnlyList<string> Judge(IReadOnlyList<SimSite> sites, DateTimeOffset begin, DateTimeOffset end)
    {
        foreach (SimSite site in sites)
        {
            List<Event> counted = [.. history.Raw.Where(r => r.Event.Site == site.Now.Id && IsCounted(r)).Select(r => r.Event)];
            JudgeEvents(site.Now, counted);
            JudgeDays(site.Now);
            JudgeNames(site);
            if (history.Raw.Any(r => r.Event.Site == site.Now.Id && IsOpen(r)))
            {
                Undecided++;
                continue;
            }

            LocalDay first = site.Now.Calendar.DayOf(begin).Plus(-9), last = site.Now.Calendar.DayOf(end).Plus(3);
            var clock = new ManualClock(time.Now);
            FakeDynamoDb client = FakeDynamoDb.Over(database);
            StatsReader reader = new AnalyticsEngine(client, tables, clock).Stats;
            string? difference = SimQuestions.DifferenceAsync(reader, site, counted, first, last, time.Now).GetAwaiter().GetResult();
            Require(difference is null, $"{site.Now.Id}: {difference}");
            _failures.AddRange(SimRebuild.Differences(site.Now, counted, history, sizes, time.Now));
        }

        JudgeBytes();
        return _failures;
    }

    // What the last seal of its day has, by the last look; of a day without a seal, what is still there.
    private bool IsCounted(SimHistory.StoredEvent raw) => LastSeal(raw.Event.Site, raw.Event.Day) is not { } seal
        ? raw.ExpiresAt > time.Now
        : raw.At < seal.Known && (seal.Until is not { } until || raw.Event.ReceivedAt < until);

    // A seal that nobody audited, as raw events of the day were about to expire, and an event that came while it was made, by a clock
    // that is late or before the first look beyond it: whether it was seen is not known. It was not acknowledged, or there would have been
    // another seal.
    private bool IsOpen(SimHistory.StoredEvent raw) => LastSeal(raw.Event.Site, raw.Event.Day) is { IsAudited: false } seal
        && raw.At < seal.Known && raw.At > seal.Made.AddMinutes(-20) && (seal.Until is null || raw.At - raw.Event.ReceivedAt > NextStep.Settled);

    /// <param name="Made">When it took effect.</param>
    /// <param name="Known">What was stored by then it has, if it may have it.</param>
    /// <param name="Until">It has what was received before; null if no look went beyond it.</param>
    /// <param name="IsAudited">It was compared, and nothing was missing.</param>
    private sealed record Seal(DateTimeOffset Made, DateTimeOffset Known, DateTimeOffset? Until, bool IsAudited);

    private Seal? LastSeal(SiteId site, LocalDay day)
    {
        if (history.Of(site, day) is not [.., { Day: { SealedAt: { } at } last }] changes)
        {
            return null;
        }

        SimHistory.DayChange[] since = [.. changes.Where(c => c.Day.SealedAt == at)];
        SimHistory.DayChange? audit = Audit(last), settled = Array.Find(since, c => c.Day.Settling is null);
        return new Seal(since[0].At, (audit ?? settled ?? since[0]).At, settled is null ? null : last.WatermarkOf(0), audit is not null);
    }

    // It looked once more, and found nothing that the seal had missed.
    private SimHistory.DayChange? Audit(Day sealedDay) =>
        history.Of(sealedDay.Site, sealedDay.Date).FirstOrDefault(c => c.Day.SealedAt == sealedDay.SealedAt && c.Day is { AuditedAt: not null, Drift: 0 });

    private void JudgeEvents(Site site, List<Event> counted)
    {
        HashSet<EventId> ids = [.. counted.Select(e => e.Id)];
        string[] lost = [.. ledger.Accepted.Where(e => e.Site == site.Id && !ids.Contains(e.Id)).Select(e => $"{e.Id} of {e.Day}, received {e.ReceivedAt:u}").Distinct()];
        Require(lost.Length == 0, $"{site.Id}: acknowledged and lost: {string.Join("; ", lost)}");
        string[] phantoms = [.. history.Raw.Where(r => r.Event.Site == site.Id && !ledger.WasSent(site.Id, r.Event.Id)).Select(r => r.Event.Id.Value)];
        Require(phantoms.Length == 0, $"{site.Id}: stored and never sent: {string.Join(", ", phantoms)}");
    }

    private void JudgeDays(Site site)
    {
        HashSet<LocalDay> accepted = [.. ledger.Accepted.Where(e => e.Site == site.Id).Select(e => e.Day)];
        foreach (LocalDay date in accepted.Concat(history.DaysOf(site.Id)).Distinct())
        {
            Day? day = history.Of(site.Id, date) is [.., { Day: var last }] ? last : null;
            Require(!accepted.Contains(date) || day is { State: not DayState.Open }, $"{site.Id}: {date} was never sealed");
            if (day is { State: not DayState.Open })
            {
                Require(day.Claim is null && day.Garbage.Count == 0, $"{site.Id}: {date} keeps {day.Claim} {string.Join(' ', day.Garbage)}");
                Require(!day.LatePending && day.Alarm is null, $"{site.Id}: {date} says late {day.LatePending}, alarm {day.Alarm}");
                Require(day.State == DayState.Closed || (day.AuditedAt is not null && day.Drift == 0), $"{site.Id}: {date} was audited {day.AuditedAt}, drift {day.Drift}");
            }

            string[] named = [.. day?.Blocks.Select(b => b.Id.ToString()) ?? [], .. day?.Garbage.Select(g => g.Id) ?? [], day?.Claim?.Id.Value ?? "#"];
            foreach (Dictionary<string, AttributeValue> item in database.Partition(tables.Events, DayKeys.BlocksPartition(site.Id, date)))
            {
                string key = item[Names.SortKey].S;
                bool isNamed = named.Any(id => key == id || key.StartsWith(id + "#", StringComparison.Ordinal));
                Require(isNamed || !item.IsLive(time.Now.AddDays(6)), $"{site.Id}: {date} has a block that nobody names: {key}");
            }
        }
    }

    // A visitor has one name a day as long as the day's salt lives, which a change of zone does not make longer: seven visitors, so at
    // most seven names.
    private void JudgeNames(SimSite site)
    {
        foreach (var day in history.Raw.Select(r => r.Event).Where(e => e.Site == site.Now.Id && e.Visitor is not null && e.ReceivedAt < site.FirstEndOf(e.Day).AddHours(23)).GroupBy(e => e.Day))
        {
            int names = day.Select(e => e.Visitor).Distinct().Count();
            Require(names <= 7, $"{site.Now.Id}: seven visitors have {names} names on {day.Key}");
        }
    }

    private void JudgeBytes()
    {
        foreach (Dictionary<string, AttributeValue> item in database.Items(tables.Events).Concat(database.Items(tables.Salts)))
        {
            string text = RequestText.Attribute(new AttributeValue { M = item });
            Require(!text.Contains(SimAudience.Canary, StringComparison.Ordinal) && !text.Contains("AppleWebKit", StringComparison.Ordinal), $"An address or a user agent is stored: {text}");
        }
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _failures.Add(otherwise);
        }
    }
}

using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.PropertyKeys;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Tests.Stats.PropertyKeys;

/// <summary>The names of properties are those that the events have, whatever their days are stored as.</summary>
public sealed class PropertyKeyScanTests
{
    public static TheoryData<int> Batches => OracleBlocks.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Names_are_counted_as_the_events_have_them(int batch) => OracleBlocks.Agree<Asked>(
        batch,
        (world, random) =>
        {
            LocalDay[] days = [.. world.Raw.Select(e => e.Day).Distinct().Order()];
            LocalDay first = days[random.Next(days.Length)], last = days[random.Next(days.Length)];
            (first, last) = first < last ? (first, last) : (last, first);
            return [new Asked(days[0].Plus(-40), days[^1].Plus(40), null), new Asked(first, last, null), new Asked(first, last, EventName.Pageview), new Asked(first, last, "Signup")];
        },
        (world, raw) =>
        {
            (LocalDay Day, IReadOnlyList<Event> Events)[] days = [.. OracleBlocks.Days(world.Calendar, raw)];
            return asked =>
            [
                .. days.Where(day => day.Day >= asked.First && day.Day <= asked.Last)
                    .SelectMany(day => day.Events)
                    .Where(e => !e.IsEngagement && (asked.Name is null || e.Name == asked.Name))
                    .SelectMany(e => e.Props.Where(prop => prop.Value.Length > 0), (e, prop) => (prop.Key, e.Day, e.Visitor))
                    .GroupBy(had => had.Key)
                    .OrderByDescending(had => had.Count()).ThenBy(had => had.Key, StringComparer.Ordinal)
                    .Select(had => $"{had.Key} {had.Count()} {had.Where(e => e.Visitor is not null).Distinct().Count()}"),
            ];
        },
        (world, asked, blocks) =>
        {
            Filter filter = asked.Name is null ? Filter.Everything : Filter.Where("event:name", FilterOperator.Is, asked.Name);
            var scan = new PropertyKeyScan(StatsRange.OfDays(world.Calendar, asked.First, asked.Last)!, filter);
            blocks.ToList().ForEach(scan.Add);
            return [.. scan.Finish().Select(key => $"{key.Key} {key.Events} {key.Visitors}")];
        });

    private sealed record Asked(LocalDay First, LocalDay Last, string? Name);
}

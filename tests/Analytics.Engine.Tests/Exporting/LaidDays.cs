using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Exports;
using Analytics.Engine.Reading;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using System.Collections.Concurrent;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Exporting;

/// <summary>A bucket in memory that can be slow, fail, or kill its caller. It holds what a reader of the bucket would find.</summary>
internal sealed class LaidDays
{
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), Event[]> _days = new();

    /// <summary>Runs before a day is written or deleted.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs after a day was written or deleted.</summary>
    public Action After { get; set; } = () => { };

    /// <summary>How often a day was written.</summary>
    public int Puts { get; private set; }

    public IEnumerable<LocalDay> Days => _days.Keys.Select(k => k.Day).Order();

    public IDayBucket Bucket => Of("exports");

    public IDayBucket Of(string name) => new Named(name, this);

    private sealed class Named(string name, LaidDays exports) : IDayBucket
    {
        public string Name => name;

        public async Task PutAsync(SiteId site, LocalDay day, IAsyncEnumerable<Event> events, CancellationToken cancellation)
        {
            Event[] all = [.. await RawDays.CollectAsync(events, cancellation)];
            await exports.Before();
            exports._days[(site, day)] = all;
            exports.Puts++;
            exports.After();
        }

        public async Task DeleteAsync(SiteId site, LocalDay day, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            await exports.Before();
            _ = exports._days.TryRemove((site, day), out _);
            exports.After();
        }
    }

    /// <summary>Lets every later write and delete fail.</summary>
    public void Break(string why = "There is no bucket exports: make it.") => Before = () => throw new BucketException(why);

    public void Mend() => Before = () => Task.CompletedTask;

    public IReadOnlyList<Event> Of(CompactedTable table, LocalDay? day = null) => _days.GetValueOrDefault((table.Site.Id, day ?? Some.Day), []);

    /// <summary>Events of one day that all count by themselves.</summary>
    public static List<Event> Events(int count, DateTimeOffset from, int first = 0, int visitors = 10) =>
        [.. SomeEvents.Of(count, from, first, visitors).Select(e => e.Name == EventName.Engagement ? e with { Name = EventName.Pageview } : e)];

    /// <summary>What lies there of a day, without its ids, as text.</summary>
    public string Text(CompactedTable table, LocalDay? day = null) => Text(Of(table, day));

    /// <summary>The same of a day's events as they were recorded.</summary>
    public static string Text(IEnumerable<Event> events) => string.Join('\n', events
        .Select(e => FormattableString.Invariant($"{e.Time:O} {e.Name} {e.Page.Path} {e.UserId} {(e.Visitor is null ? "nobody" : "somebody")}")).Order(StringComparer.Ordinal));
}

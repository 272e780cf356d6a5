using Analytics.Store.Blocks.Format;
using System.Runtime.CompilerServices;
using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Reads;

namespace Analytics.Engine.Reading;

/// <summary>Reads the blocks of sealed days.</summary>
internal sealed class SealedDays(DayStore store, BlockStore blocks)
{
    private const int MostTries = 5;
    private const long BatchBytes = 4 << 20; // while one is scanned, the next is on its way

    /// <summary>The days with their blocks, in any order. While one batch of blocks is scanned, the next is on its way.</summary>
    /// <param name="site">The site.</param>
    /// <param name="days">Sealed days.</param>
    /// <param name="weight">How many times the blocks stand for.</param>
    /// <param name="meter">Counts what is read.</param>
    /// <param name="look">Looks beyond the seal of a day that was rebuilt during the read: a day whose seal missed something comes back as an open one.</param>
    /// <param name="readOpen">Reads such days as open ones.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<DayContent> ReadAsync(
        Site site,
        IReadOnlyList<Day> days,
        int weight,
        ReadMeter meter,
        Func<Day, Task<Day>> look,
        Func<IReadOnlyList<Day>, IAsyncEnumerable<DayContent>> readOpen,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        Task<List<DayContent>>? next = null;
        foreach (Day[] batch in Batches(days, weight))
        {
            Task<List<DayContent>> begun = ReadBatchAsync(site, batch, weight, meter, look, readOpen, cancellation);
            foreach (DayContent content in next is null ? [] : await next.ConfigureAwait(false))
            {
                yield return content;
            }

            next = begun;
        }

        foreach (DayContent content in next is null ? [] : await next.ConfigureAwait(false))
        {
            yield return content;
        }
    }

    private async Task<List<DayContent>> ReadBatchAsync(
        Site site, Day[] days, int weight, ReadMeter meter, Func<Day, Task<Day>> look, Func<IReadOnlyList<Day>, IAsyncEnumerable<DayContent>> readOpen, CancellationToken cancellation)
    {
        List<DayContent> contents = [];
        for (int tries = 0; days.Length > 0; tries++)
        {
            (Day Day, DaySample Sample)[] samples = [.. days.Select(day => (day, DaySample.Of(day, weight)))];
            (LocalDay Date, DayBlock Block)[] wanted = [.. samples.SelectMany(s => s.Sample.Blocks.Where(b => !b.IsInline).Select(b => (s.Day.Date, b)))];
            IReadOnlyDictionary<(LocalDay Day, BlockId Id), byte[]> found = await blocks.ReadAsync(site.Id, wanted, meter, cancellation).ConfigureAwait(false);
            List<LocalDay> again = [];
            foreach ((Day day, DaySample sample) in samples)
            {
                if (sample.Blocks.All(block => block.IsInline || found.ContainsKey((day.Date, block.Id))))
                {
                    contents.Add(new DayContent(day.Date, day, [.. sample.Blocks.Select(b => Open(day, b, found))], sample.Weight));
                }
                else
                {
                    again.Add(day.Date); // the day was rebuilt during the read
                }
            }

            Day[] current = tries < MostTries
                ? await ReadAgainAsync(site, again, meter, look, cancellation).ConfigureAwait(false)
                : throw new InvalidOperationException($"Blocks of {string.Join(", ", again)} are named and not there.");
            days = Array.FindAll(current, day => day.State != DayState.Open);
            if (days.Length < current.Length)
            {
                await foreach (DayContent content in readOpen(Array.FindAll(current, day => day.State == DayState.Open)).WithCancellation(cancellation).ConfigureAwait(false))
                {
                    contents.Add(content);
                }
            }
        }

        return contents;
    }

    // What another answer had of the new seal, or of what it missed, this one must not miss: it looks as every first reading does.
    private async Task<Day[]> ReadAgainAsync(Site site, List<LocalDay> dates, ReadMeter meter, Func<Day, Task<Day>> look, CancellationToken cancellation)
    {
        List<Day> again = [];
        foreach (LocalDay date in dates)
        {
            if (await store.FindAsync(site.Id, date, cancellation, meter).ConfigureAwait(false) is { } day)
            {
                again.Add(await look(day).ConfigureAwait(false));
            }
        }

        return [.. again];
    }

    public static Block Open(Day day, DayBlock block, IReadOnlyDictionary<(LocalDay Day, BlockId Id), byte[]> found) =>
        BlockReader.Open(block.IsInline ? day.Inline : found[(day.Date, block.Id)], $"{day.Date} {block.Id}").Without(day.Hidden);

    private static IEnumerable<Day[]> Batches(IEnumerable<Day> days, int weight)
    {
        List<Day> batch = [];
        long bytes = 0;
        foreach (Day day in days)
        {
            batch.Add(day);
            bytes += DaySample.Of(day, weight).Blocks.Sum(b => (long)b.Bytes);
            if (bytes >= BatchBytes)
            {
                yield return [.. batch];
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}

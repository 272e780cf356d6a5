using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Scan;

namespace Analytics.Engine.Erasing;

/// <summary>Counts what an erasure by filter, or of everything, would take out, as answers count it now. It reads what a question reads.</summary>
internal sealed class FilterForecast(DayReader days)
{
    private const int AtOnce = 4;

    /// <param name="erasure">The request, not stored.</param>
    /// <param name="site">Its site.</param>
    /// <param name="concerned">The days that it is about, oldest first.</param>
    /// <param name="deadline">No further day is begun after it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ErasurePreview> RunAsync(
        Erasure erasure, Site site, IReadOnlyList<LocalDay> concerned, Deadline deadline, CancellationToken cancellation)
    {
        List<PreviewedDay> found = [];
        bool isComplete = true;
        foreach (LocalDay[] some in concerned.Chunk(AtOnce))
        {
            if (deadline.HasPassed)
            {
                isComplete = false;
                break;
            }

            PreviewedDay?[] read = await Task.WhenAll(some.Select(day => CountAsync(erasure, site, day, cancellation)));
            isComplete &= !read.Contains(null);
            found.AddRange(read.OfType<PreviewedDay>().Where(day => day.Events > 0));
        }

        return new ErasurePreview(found.Count, found.Sum(day => day.Events), isComplete) { ByDay = found };
    }

    // Null where the day cannot be read: it is being rewritten again and again, or a block of it is missing.
    private async Task<PreviewedDay?> CountAsync(Erasure erasure, Site site, LocalDay day, CancellationToken cancellation)
    {
        FilteredRows filter = erasure.Kind == ErasureKind.Filter ? ErasureFilter.Of(erasure) : new FilteredRows(Filter.Everything);
        var counted = new PreviewedDay(day, 0, 0, 0, 0);
        try
        {
            DayReading reading = await days.OpenAsync(site, [(day, day)], cancellation);
            foreach (IAsyncEnumerable<DayContent> contents in new[] { reading.ReadSealedAsync(reading.Sealed, 1, cancellation), reading.ReadUnsealedAsync(cancellation) })
            {
                await foreach (DayContent content in contents)
                {
                    counted = content.Blocks.Aggregate(counted, (sum, block) => Add(sum, block, filter.In(block)));
                }
            }
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        return counted;
    }

    // The visits of a visitor, and the rows of a visit, stand together.
    private static PreviewedDay Add(PreviewedDay sum, Block block, bool[] met)
    {
        (long events, long pageviews, long visits, long visitors) = (0, 0, 0, 0);
        (int lastVisit, int lastVisitor) = (-1, -1);
        for (int row = 0; row < met.Length; row++)
        {
            if (!met[row])
            {
                continue;
            }

            events++;
            pageviews += block.Kinds[row] == RowKind.Pageview ? 1 : 0;
            int visit = block.Layout.VisitOf[row], visitor = block.Layout.VisitorOf[visit];
            if (visit < block.Layout.Visited)
            {
                visits += visit != lastVisit ? 1 : 0;
                visitors += visitor != lastVisitor ? 1 : 0;
                (lastVisit, lastVisitor) = (visit, visitor);
            }
        }

        return sum with
        {
            Events = sum.Events + events,
            Pageviews = sum.Pageviews + pageviews,
            Visits = sum.Visits + visits,
            Visitors = sum.Visitors + visitors,
        };
    }
}

using Analytics.Store.Events;

namespace Analytics.Store.Blocks;

/// <summary>What questions ask of visits most often, worked out once a block.</summary>
/// <param name="Kinds">For each row what it is.</param>
/// <param name="Pageviews">For each visit, of its pageviews how many.</param>
/// <param name="Events">For each visit, how many events that count.</param>
/// <param name="Bounces">For each visit 1 where it has fewer than two pageviews and no interactive custom event, whether that is emptied by now or not, else 0.</param>
/// <param name="Entry">For each visit the row of its first pageview; -1 for none, and for what no visitor is known of.</param>
/// <param name="Exit">For each visit the row of its last pageview; -1 for none.</param>
internal sealed record VisitFacts(RowKind[] Kinds, int[] Pageviews, int[] Events, int[] Bounces, int[] Entry, int[] Exit)
{
    public static VisitFacts Of(ColumnSource source, RowKind[] kinds)
    {
        BlockLayout layout = source.Layout;
        int visits = layout.Visits;
        var facts = new VisitFacts(kinds, new int[visits], new int[visits], new int[visits], new int[visits], new int[visits]);
        int[] firstRow = layout.FirstRow;
        bool[] quiet = new bool[layout.Rows];
        Array.ForEach(source.QuietRows, row => quiet[row] = true);
        for (int visit = 0; visit < visits; visit++)
        {
            int entry = -1, exit = -1, pageviews = 0, events = 0, end = firstRow[visit + 1];
            bool acted = false;
            for (int row = firstRow[visit]; row < end; row++)
            {
                switch (facts.Kinds[row])
                {
                    case RowKind.Pageview:
                        pageviews++;
                        events++;
                        entry = entry < 0 ? row : entry;
                        exit = row;
                        break;
                    case RowKind.Custom:
                        events++;
                        acted |= !quiet[row];
                        break;
                    case RowKind.Emptied:
                        acted |= !quiet[row];
                        break;
                    default:
                        break;
                }
            }

            facts.Pageviews[visit] = pageviews;
            facts.Events[visit] = events;
            facts.Bounces[visit] = pageviews < 2 && !acted ? 1 : 0;
            facts.Entry[visit] = visit < layout.Visited ? entry : -1;
            facts.Exit[visit] = visit < layout.Visited ? exit : -1;
        }

        return facts;
    }

    /// <summary>For each row what it is.</summary>
    public static RowKind[] KindsOf(ColumnSource source)
    {
        TextColumn names = source.Text(BlockField.Name);
        RowKind[] ofName = Array.ConvertAll(names.Values, name => name switch
        {
            EventName.Pageview => RowKind.Pageview,
            EventName.Engagement => RowKind.Engagement,
            EventName.Emptied => RowKind.Emptied,
            _ => RowKind.Custom,
        });
        int[] ids = names.Ids;
        RowKind[] kinds = GC.AllocateUninitializedArray<RowKind>(ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            kinds[row] = ofName[ids[row]];
        }

        return kinds;
    }
}

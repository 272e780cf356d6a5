using Analytics.Store.Blocks;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>
/// Everything that is stored about a person: their events, and those of the same visitor of that day that name nobody. Events that
/// name somebody else, who used the same device, are not theirs.
/// </summary>
public static class PersonEvents
{
    /// <summary>Those in a block, engagement included, in its order.</summary>
    /// <param name="block">The block.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="content">What the day is made of: <see cref="VisitKey.ContentOf"/>.</param>
    public static IReadOnlyList<PersonEvent> Of(Block block, string userId, string content)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Rows == 0 || Array.IndexOf(block.Columns.Text(BlockField.UserId).Values, userId) < 0)
        {
            return [];
        }

        BlockLayout layout = block.Layout;
        var rows = new PersonRows(block);
        int[] visitorOf = layout.VisitorOf, visitOf = layout.VisitOf;
        HashSet<int> visitors = [.. Enumerable.Range(0, block.Rows).Where(row => rows.UserOf(row) == userId && visitOf[row] < layout.Visited).Select(row => visitorOf[visitOf[row]])];
        List<PersonEvent> events = [];
        for (int row = 0; row < block.Rows; row++)
        {
            if (block.Kinds[row] == RowKind.Emptied)
            {
                continue; // whose it was is gone, with all that it said
            }

            bool isOfVisitor = visitOf[row] < layout.Visited && visitors.Contains(visitorOf[visitOf[row]]);
            if (rows.UserOf(row) == userId || (isOfVisitor && rows.UserOf(row).Length == 0))
            {
                long time = rows.At(row).ToUnixTimeMilliseconds(), began = rows.At(layout.FirstRow[visitOf[row]]).ToUnixTimeMilliseconds();
                VisitKey? visit = visitOf[row] < layout.Visited ? new VisitKey(block.Day, content, began, 0) : null;
                events.Add(new PersonEvent(VisitRows.Event(block, row, visit, new ListPlace(Math.Max(0, time), block.Day, time, 0)), rows.TraitsOf(row)));
            }
        }

        return events;
    }
}

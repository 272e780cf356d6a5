using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Visits;

namespace Analytics.Store.Days;

/// <summary>
/// Makes sealed blocks of a day's events, range by range, and counts them. A pure function of the set of events: their order and their
/// copies change nothing, neither content nor hash.
/// </summary>
internal sealed class DayBuilder(LocalDay day, DateTimeOffset start, DateTimeOffset end)
{
    private readonly DayTally _tally = new(start, end);
    private readonly List<string> _hashes = [];

    /// <summary>Events in the blocks so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that were left out because nothing is left of their events, and their visits need them no more: <see cref="DayVisits.Trimmed"/>.</summary>
    public long Trimmed { get; private set; }

    public DayTotals Totals => _tally.Totals;

    public IReadOnlyList<DayTotals> Hours => _tally.Hours;

    /// <summary>Of the content of all blocks, in their order; that of no blocks is a hash too.</summary>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', _hashes))));

    /// <summary>The next range as a block; null where nothing of it can be asked about.</summary>
    /// <param name="events">Whole visitors, without copies: <see cref="DayRows.Range"/>.</param>
    /// <param name="visits">The same, gathered.</param>
    public byte[]? Add(IReadOnlyList<Event> events, out DayVisits visits)
    {
        visits = DayVisits.Gather(day, events);
        int gathered = RowsOf(visits);
        visits = visits.Trimmed();
        int rows = RowsOf(visits);
        Trimmed += gathered - rows;
        if (rows == 0)
        {
            return null;
        }

        Rows += rows;
        _tally.Add(visits);
        byte[] bytes = BlockWriter.Seal(visits);
        _hashes.Add(BlockReader.Open(bytes, $"{day}, new").HashContent()); // reads what was written before anything depends on it
        return bytes;
    }

    private static int RowsOf(DayVisits visits) => visits.Visits.Sum(v => v.Events.Count) + visits.Unvisited.Count;
}

using System.Runtime.InteropServices;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Retention;

/// <summary>Answers a <see cref="RetentionQuery"/> from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
/// <remarks>It keeps of each person who was seen one bit a period: about 100 bytes a person with the user id.</remarks>
public sealed class RetentionScan
{
    /// <summary>The most people; one more, and the question is refused.</summary>
    public const int MaxPeople = 1_000_000;

    private readonly RetentionQuery _query;
    private readonly CountedRows _counted;
    private readonly Dictionary<string, UInt128> _periodsOf = new(StringComparer.Ordinal);

    /// <summary>A scan that has seen no block yet.</summary>
    public RetentionScan(RetentionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
    }

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _query.Range.Touches(day) && _query.IndexOf(day) < _query.Periods;

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">In any number of copies: a person is seen or not.</param>
    /// <exception cref="Analytics.Store.Inputs.AnalyticsInputException">The range holds more people than can be kept.</exception>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0)
        {
            return;
        }

        bool[] counts = _counted.Of(block);
        TextColumn users = block.Columns.Text(BlockField.UserId);
        bool[] seen = new bool[users.Values.Length];
        for (int row = 0; row < counts.Length; row++)
        {
            seen[users.Ids[row]] |= counts[row];
        }

        UInt128 period = UInt128.One << _query.IndexOf(block.Day);
        for (int user = 0; user < seen.Length; user++)
        {
            if (seen[user] && users.Values[user].Length > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_periodsOf, users.Values[user], out _) |= period;
            }
        }

        StatsBudget.Keep(_periodsOf.Count, MaxPeople, "identified people");
    }

    /// <summary>The answer so far.</summary>
    public RetentionResult Finish()
    {
        long[][] seen = [.. Enumerable.Range(0, _query.Periods).Select(first => new long[_query.Periods - first])];
        foreach (UInt128 periods in _periodsOf.Values)
        {
            int first = (int)UInt128.TrailingZeroCount(periods);
            for (int period = first; period < _query.Periods; period++)
            {
                seen[first][period - first] += (periods >> period & 1) == 1 ? 1 : 0;
            }
        }

        return new RetentionResult(_query, _periodsOf.Count, [.. seen.Select((s, i) => new RetentionCohort(_query.StartOf(i), s))]);
    }
}

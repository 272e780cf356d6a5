using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Funnels;

/// <summary>Answers a <see cref="FunnelQuery"/> from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
/// <remarks>
/// Visitors are done with block by block, as no visitor's day straddles two. It keeps 8 bytes for each step beyond the first that
/// somebody took (so that the median is exact), and of identified people every event that may be a step, 24 bytes each.
/// </remarks>
public sealed class FunnelScan
{
    /// <summary>The most steps beyond the first, all ways together; one more, and the question is refused.</summary>
    public const int MaxConversions = 8_000_000;

    /// <summary>The most events of identified people; one more, and the question is refused.</summary>
    public const int MaxMoments = 4_000_000;

    private readonly FunnelQuery _query;
    private readonly CountedRows _counted;
    private readonly StepMasks _steps;
    private readonly FunnelWalk _walk;
    private readonly Dictionary<string, int> _originOf = new(StringComparer.Ordinal);
    private readonly List<string> _origins = [];
    private readonly List<FunnelTally> _tallies = [];
    private readonly Dictionary<string, List<FunnelMoment>> _people = new(StringComparer.Ordinal);
    private int _moments;
    private int _conversions;

    /// <summary>A scan that has seen no block yet.</summary>
    public FunnelScan(FunnelQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
        _steps = new StepMasks(query.Steps);
        _walk = new FunnelWalk(query.Steps.Count, IsStrict, query.Window.Milliseconds);
    }

    private bool IsStrict => _query.Order == FunnelOrder.Strict;

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _query.Range.Touches(day);

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">Each at most once; a visitor's day stands in one of them as a whole.</param>
    /// <exception cref="Analytics.Store.Inputs.AnalyticsInputException">The range holds more than can be kept.</exception>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0)
        {
            return;
        }

        bool[] counts = _counted.Of(block);
        byte[] meets = _steps.Of(block, counts);

        // Between loose steps lies anything: only a strict order wants to know of other events.
        bool[]? others = IsStrict ? counts : null;
        if (_query.Subject == FunnelSubject.People)
        {
            GatherPeople(block, meets, others);
        }
        else
        {
            WalkVisitors(block, meets, others);
        }
    }

    /// <summary>The answer; the scan takes in nothing more.</summary>
    /// <exception cref="Analytics.Store.Inputs.AnalyticsInputException">The range holds more than can be kept.</exception>
    public FunnelResult Finish()
    {
        WalkPeople();
        if (_query.Breakdown is null)
        {
            return new FunnelResult(_query, (_tallies is [var only] ? only : new FunnelTally(_query.Steps.Count)).Read(_query.Steps), [], 0);
        }

        var all = new FunnelTally(_query.Steps.Count);
        _tallies.ForEach(all.Add);

        List<int> groups = [.. Enumerable.Range(0, _tallies.Count).Where(i => _tallies[i].Entered > 0)
            .OrderByDescending(i => _tallies[i].Entered).ThenBy(i => _origins[i], StringComparer.Ordinal)];
        return new FunnelResult(
            _query,
            all.Read(_query.Steps),
            _query.Page.Cut(groups).ConvertAll(i => new FunnelGroupResult(_origins[i], _tallies[i].Read(_query.Steps))),
            groups.Count);
    }

    private void WalkVisitors(Block block, byte[] meets, bool[]? others)
    {
        BlockLayout layout = block.Layout;
        int[] times = block.Columns.Times, originOf = OriginOfVisits(block);
        for (int visitor = 0; visitor < layout.Visitors; visitor++)
        {
            _walk.Begin();
            for (int visit = layout.FirstVisit[visitor]; visit < layout.FirstVisit[visitor + 1]; visit++)
            {
                if (_query.Window == FunnelWindow.Visit)
                {
                    _walk.Cut();
                }

                for (int row = layout.FirstRow[visit]; row < layout.FirstRow[visit + 1]; row++)
                {
                    if (meets[row] != 0 || (others is not null && others[row]))
                    {
                        _walk.Take(times[row], meets[row], originOf[visit]);
                    }
                }
            }

            Tally();
        }
    }

    private void GatherPeople(Block block, byte[] meets, bool[]? others)
    {
        TextColumn users = block.Columns.Text(BlockField.UserId);
        int[] times = block.Columns.Times, originOf = OriginOfVisits(block), visitOf = block.Layout.VisitOf;
        long start = block.Columns.Start.ToUnixTimeMilliseconds();
        var momentsOf = new List<FunnelMoment>?[users.Values.Length];
        for (int row = 0; row < meets.Length; row++)
        {
            int user = users.Ids[row];
            if ((meets[row] != 0 || (others is not null && others[row])) && users.Values[user].Length > 0)
            {
                StatsBudget.Keep(++_moments, MaxMoments, "events of identified people");
                List<FunnelMoment> moments = momentsOf[user] ??= MomentsOf(users.Values[user]);
                moments.Add(new FunnelMoment(block.Day.Date.DayNumber, start + times[row], meets[row], originOf[visitOf[row]]));
            }
        }
    }

    private List<FunnelMoment> MomentsOf(string person)
    {
        if (!_people.TryGetValue(person, out List<FunnelMoment>? moments))
        {
            _people.Add(person, moments = []);
        }

        return moments;
    }

    private void WalkPeople()
    {
        Comparison<FunnelMoment> order = FunnelMoment.Order(_origins);
        foreach (List<FunnelMoment> moments in _people.Values)
        {
            moments.Sort(order);
            _walk.Begin();
            for (int i = 0; i < moments.Count; i++)
            {
                if (_query.Window == FunnelWindow.Day && i > 0 && moments[i].Day != moments[i - 1].Day)
                {
                    _walk.Cut();
                }

                _walk.Take(moments[i].Time, moments[i].Meets, moments[i].Origin);
            }

            Tally();
        }

        _people.Clear();
    }

    private void Tally()
    {
        if (_walk.Furthest > 0)
        {
            StatsBudget.Keep(_conversions += _walk.Furthest - 1, MaxConversions, "steps that were taken");
            _tallies[_walk.Origin].Add(_walk.Times);
        }
    }

    // For each visit the number of its value of the breakdown.
    private int[] OriginOfVisits(Block block)
    {
        TextColumn? column = _query.Breakdown?.Show(block);
        if (column is null)
        {
            _ = Number("");
            return new int[block.Layout.Visits];
        }

        int[] numberOf = Array.ConvertAll(column.Values, Number);
        return Array.ConvertAll(column.Ids, id => numberOf[id]);
    }

    private int Number(string origin)
    {
        if (!_originOf.TryGetValue(origin, out int number))
        {
            _originOf.Add(origin, number = _origins.Count);
            _origins.Add(origin);
            _tallies.Add(new FunnelTally(_query.Steps.Count));
        }

        return number;
    }
}

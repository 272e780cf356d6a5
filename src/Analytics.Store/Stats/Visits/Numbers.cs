namespace Analytics.Store.Stats.Visits;

/// <summary>Numbers what happened in the same millisecond of a day, in the order of its blocks.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<long, int> _next = [];

    /// <summary>0 for the first of its millisecond, then 1.</summary>
    public int Next(long time)
    {
        int number = _next.GetValueOrDefault(time);
        _next[time] = number + 1;
        return number;
    }
}

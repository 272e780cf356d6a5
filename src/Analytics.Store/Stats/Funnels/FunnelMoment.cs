namespace Analytics.Store.Stats.Funnels;

/// <summary>An event of an identified person, as far as a funnel looks at it.</summary>
/// <param name="Day">The number of its local day.</param>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Meets">Bit k: it meets step k.</param>
/// <param name="Origin">The number of its visit's value of the breakdown.</param>
internal readonly record struct FunnelMoment(int Day, long Time, int Meets, int Origin)
{
    /// <summary>
    /// By time. What came first of one millisecond is not known across devices, so what is left decides: the one that does not meet the
    /// last step in which two differ comes first, then the smaller value.
    /// </summary>
    public static Comparison<FunnelMoment> Order(IReadOnlyList<string> origins) => (a, b) =>
    {
        int order = a.Day.CompareTo(b.Day);
        order = order != 0 ? order : a.Time.CompareTo(b.Time);
        order = order != 0 ? order : a.Meets.CompareTo(b.Meets);
        return order != 0 ? order : string.CompareOrdinal(origins[a.Origin], origins[b.Origin]);
    };
}

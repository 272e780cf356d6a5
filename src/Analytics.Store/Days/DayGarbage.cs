namespace Analytics.Store.Days;

/// <summary>A block that the day no longer names, or all that an abandoned build left.</summary>
/// <param name="Id">A block's id; of an abandoned build, which blocks it stored is not known, the build's id alone.</param>
/// <param name="Parts">Over how many items the block is spread; 0 where they must be looked for.</param>
/// <param name="Since">Readers may still hold a list that names it for a while after this.</param>
public sealed record DayGarbage(string Id, int Parts, DateTimeOffset Since)
{
    /// <summary>How long readers are given before it is deleted.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);
}

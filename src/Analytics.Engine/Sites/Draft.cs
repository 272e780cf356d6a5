namespace Analytics.Engine.Sites;

/// <summary>A site, goal, segment or funnel while it is edited. It is saved only if what is stored is still <see cref="Before"/>.</summary>
/// <param name="Before">As it is stored; null for a new one.</param>
/// <param name="Start">What the edit starts from: an empty one with an id, or the stored one with the time of this change.</param>
public sealed record Draft<T>(T? Before, T Start) where T : class
{
    /// <summary>Names of its kind that others have, where each name may be given once; else empty.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];
}

namespace Analytics.Store.Events;

/// <summary>Where in the world, no finer than a city.</summary>
/// <param name="Country">ISO 3166-1 alpha-2: <c>EE</c>; null where unknown.</param>
/// <param name="Region">ISO 3166-2: <c>EE-37</c>; null where unknown.</param>
/// <param name="City">Its name: <c>Tallinn</c>; null where unknown.</param>
public sealed record Place(string? Country = null, string? Region = null, string? City = null)
{
    /// <summary>Nothing is known.</summary>
    public static Place Unknown { get; } = new();
}

namespace Analytics.Store.Stats.People;

/// <summary>A trait that was told to be something else than before.</summary>
/// <param name="Name">The trait.</param>
/// <param name="IsVerified">Whether a server told it.</param>
/// <param name="Value">What it was told to be, and when.</param>
public sealed record TraitChange(string Name, bool IsVerified, TraitValue Value);

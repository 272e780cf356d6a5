namespace Analytics.Store.Realtime;

/// <summary>A value, and of how many visitors it is.</summary>
/// <param name="Name">The value; null where it is not known of them.</param>
/// <param name="Visitors">At least 1.</param>
public readonly record struct LiveLine(string? Name, int Visitors);

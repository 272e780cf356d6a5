namespace Analytics.Functions.Realtime;

/// <summary>What was to be seen of a site at a moment; all who watch it share one.</summary>
/// <param name="Kind">What an event stream calls it.</param>
/// <param name="Version">Another number where something else is to be seen.</param>
/// <param name="Json">The message.</param>
/// <param name="Until">When it is time to look again.</param>
internal sealed record Sight(string Kind, long Version, ReadOnlyMemory<byte> Json, DateTimeOffset Until);

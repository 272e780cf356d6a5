namespace Analytics.Store.Ingest.Channels;

/// <summary>A channel and what makes a visit one of it.</summary>
/// <param name="Channel">As it is shown: <c>Paid Search</c>.</param>
/// <param name="When">The rule in words, as docs/metrics.md has it.</param>
/// <param name="Holds">The rule.</param>
internal sealed record ChannelRule(string Channel, string When, Func<ChannelClues, bool> Holds);

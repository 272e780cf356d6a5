namespace Analytics.Store.Ingest.Channels;

/// <summary>A channel and what makes a visit one of it.</summary>
/// <param name="Channel">As it is shown: <c>Paid Search</c>.</param>
/// <param name="Holds">The rule; docs/metrics.md says it in words.</param>
internal sealed record ChannelRule(string Channel, Func<ChannelClues, bool> Holds);

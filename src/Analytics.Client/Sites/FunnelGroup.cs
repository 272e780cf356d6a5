namespace Analytics.Client.Sites;

/// <summary>The steps of those whose visit has one value of the breakdown.</summary>
/// <param name="Value">The value.</param>
/// <param name="Steps">The steps.</param>
public sealed record FunnelGroup(string Value, IReadOnlyList<FunnelStep> Steps);

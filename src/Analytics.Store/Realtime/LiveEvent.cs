namespace Analytics.Store.Realtime;

/// <summary>Something that just happened; nobody's id is in it.</summary>
/// <param name="At">When.</param>
/// <param name="Name"><c>pageview</c> or a custom name.</param>
/// <param name="Path">The path of the page.</param>
/// <param name="Source">Where the event's page was reached from; null for nowhere.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null where it is not known.</param>
/// <param name="Device"><c>Desktop</c>, <c>Mobile</c> or <c>Tablet</c>; null where it is not known.</param>
/// <param name="Browser">Its family; null where it is not known.</param>
public sealed record LiveEvent(DateTimeOffset At, string Name, string Path, string? Source, string? Country, string? Device, string? Browser);

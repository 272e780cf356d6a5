namespace Analytics.Client.Events;

/// <summary>A field that was left out; its event counts without it.</summary>
/// <param name="Index">The event's place in what was sent, from 0; null where the server named no event.</param>
/// <param name="Field">The field: <c>timezone</c>, <c>props.list</c>. At the end <c>+7</c>, where there are seven more that nobody names.</param>
public sealed record IgnoredField(int? Index, string Field);

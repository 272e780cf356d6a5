namespace Analytics.Store.Events;

/// <summary>Where an event happened.</summary>
/// <param name="Hostname">Lower case, without <c>www.</c>; <c>(none)</c> where the sender had none.</param>
/// <param name="Path">The decoded path, beginning with <c>/</c>, with allowed query parameters only.</param>
/// <param name="Title">The document's title, at most 300 characters; null where not sent.</param>
public sealed record Page(string Hostname, string Path, string? Title = null);

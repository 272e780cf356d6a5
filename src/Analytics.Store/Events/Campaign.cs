namespace Analytics.Store.Events;

/// <summary>The five UTM tags, as sent, each at most 200 characters; null where absent.</summary>
public sealed record Campaign(string? Source = null, string? Medium = null, string? Name = null, string? Content = null, string? Term = null)
{
    /// <summary>No tags.</summary>
    public static Campaign None { get; } = new();
}

namespace Analytics.Store.Events;

/// <summary>
/// What a library user's page view or event says that the product derives for itself: kept so that it reads back as it was written,
/// never used for a number.
/// </summary>
/// <param name="VisitorId">The visitor as the library user named them.</param>
/// <param name="SessionId">The session as the library user named it.</param>
public sealed record LibraryNote(string VisitorId, string SessionId)
{
    /// <summary>A custom event's category.</summary>
    public string? Category { get; init; }

    /// <summary>A page view's source as the library user named it.</summary>
    public string? ReferrerSource { get; init; }

    /// <summary>Whether the page view was called the first of its session.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether the page view was called the only one of its session.</summary>
    public bool IsBounce { get; init; }

    /// <summary>Time on the page, milliseconds.</summary>
    public long? TimeOnPage { get; init; }

    /// <summary>A custom event's value.</summary>
    public decimal? Value { get; init; }
}

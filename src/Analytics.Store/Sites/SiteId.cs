using Analytics.Store.Inputs;

namespace Analytics.Store.Sites;

/// <summary>Names a site. 1 to 64 characters of A–Z a–z 0–9 - _ . and compared ordinally.</summary>
/// <remarks><c>default</c> is no identifier: its <see cref="Value"/> is the empty string and no key can be made of it.</remarks>
public readonly record struct SiteId
{
    private readonly string? _value;

    /// <summary>The identifier that is written so.</summary>
    /// <exception cref="AnalyticsInputException">The text is empty, longer than 64 characters or holds another character.</exception>
    public SiteId(string text) => _value = SafeId.IsValid(text) ? text : throw new AnalyticsInputException("siteId", SafeId.Rule);

    /// <summary>The identifier as text.</summary>
    public string Value => _value ?? "";

    /// <exception cref="AnalyticsInputException">The text is empty, longer than 64 characters or holds another character.</exception>
    public static SiteId Parse(string? text, string field = "siteId") =>
        TryParse(text, out SiteId id) ? id : throw new AnalyticsInputException(field, SafeId.Rule);

    /// <summary>False where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out SiteId id)
    {
        bool valid = SafeId.IsValid(text);
        id = valid ? new SiteId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

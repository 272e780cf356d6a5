namespace Analytics.Store.Events;

/// <summary>What the visitor used; families and versions only, never the user agent itself.</summary>
public sealed record Client
{
    /// <summary>Nothing is known.</summary>
    public static Client Unknown { get; } = new();

    /// <summary>Family: <c>Chrome</c>, <c>Safari</c>, <c>Firefox</c>; null where unknown.</summary>
    public string? Browser { get; init; }

    /// <summary>Major or major.minor: <c>126.0</c>.</summary>
    public string? BrowserVersion { get; init; }

    /// <summary>Family: <c>Windows</c>, <c>macOS</c>, <c>iOS</c>, <c>Android</c>, <c>GNU/Linux</c>; null where unknown.</summary>
    public string? Os { get; init; }

    /// <summary>Major or major.minor: <c>17.5</c>.</summary>
    public string? OsVersion { get; init; }

    /// <summary>The class of the device.</summary>
    public DeviceType Device { get; init; }

    /// <summary>Width of the screen in CSS pixels; null where not sent.</summary>
    public int? ScreenWidth { get; init; }

    /// <summary>Height of the screen in CSS pixels; null where not sent.</summary>
    public int? ScreenHeight { get; init; }

    /// <summary>The preferred language, lower-case primary subtag: <c>et</c>; null where not sent.</summary>
    public string? Language { get; init; }

    /// <summary>What only some senders tell besides.</summary>
    public ClientDetails Details { get; init; } = ClientDetails.None;
}

namespace Analytics.Store.Events;

/// <summary>The class of a device, read from the user agent; never from the size of a window.</summary>
public enum DeviceType
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Desktop and laptop computers, televisions, consoles.</summary>
    Desktop = 1,

    /// <summary>Phones, players, watches, cameras.</summary>
    Mobile = 2,

    /// <summary>Tablets and car browsers.</summary>
    Tablet = 3,
}

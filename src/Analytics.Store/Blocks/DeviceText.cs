using Analytics.Store.Events;

namespace Analytics.Store.Blocks;

/// <summary>The class of a device as answers and blocks write it.</summary>
internal static class DeviceText
{
    public static string? Of(DeviceType device) => device switch
    {
        DeviceType.Desktop => "Desktop",
        DeviceType.Mobile => "Mobile",
        DeviceType.Tablet => "Tablet",
        _ => null,
    };

    public static DeviceType Parse(string text) => text switch
    {
        "Desktop" => DeviceType.Desktop,
        "Mobile" => DeviceType.Mobile,
        "Tablet" => DeviceType.Tablet,
        _ => DeviceType.Unknown,
    };
}

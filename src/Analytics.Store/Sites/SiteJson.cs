using System.Text.Json.Serialization;

namespace Analytics.Store.Sites;

/// <summary>Site settings as stored: camel case, usual values left in, unknown members of newer versions ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SettingsDocument))]
internal sealed partial class SiteJson : JsonSerializerContext;

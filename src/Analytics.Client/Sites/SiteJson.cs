using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>How what people keep is read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiteList))]
[JsonSerializable(typeof(GoalList))]
[JsonSerializable(typeof(AnnotationList))]
[JsonSerializable(typeof(FunnelList))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SiteJson : JsonSerializerContext;

/// <summary>How funnels are answered: with names of more than one word divided by lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FunnelAnswer))]
internal sealed partial class FunnelJson : JsonSerializerContext;

internal sealed record SiteList(IReadOnlyList<Site>? Sites);

internal sealed record GoalList(IReadOnlyList<Goal>? Goals);

internal sealed record AnnotationList(IReadOnlyList<Annotation>? Annotations);

internal sealed record FunnelList(IReadOnlyList<Funnel>? Funnels);

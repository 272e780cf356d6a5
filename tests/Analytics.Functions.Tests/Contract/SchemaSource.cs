using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Analytics.Functions.Accounts;
using Analytics.Functions.Collect;
using Analytics.Functions.Erasures;
using Analytics.Functions.Goals;
using Analytics.Functions.Health;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Functions.Sites;
using Analytics.Functions.Sites.Plausible;
using Analytics.Functions.Stats;

namespace Analytics.Functions.Tests.Contract;

/// <summary>The named schemas: those of the types that the product itself reads and writes, those of hand-written JSON, and the question's.</summary>
internal static class SchemaSource
{
    private static readonly (string Name, JsonTypeInfo Type)[] Answers =
    [
        ("Audited", MaintenanceJson.Default.AuditView), ("CurrentVisitors", RealtimeJson.Default.CurrentVisitorsView), ("Deletion", SitesJson.Default.DeletionView),
        ("Drops", DropsJson.Default.DropsView), ("Erasure", ErasuresJson.Default.ErasureView), ("ErasureList", ErasuresJson.Default.ErasureList),
        ("ErasurePreview", ErasuresJson.Default.ErasurePreviewView), ("Exported", MaintenanceJson.Default.ExportView), ("Goal", GoalsJson.Default.GoalView),
        ("Health", HealthJson.Default.HealthView), ("IngestAnswer", IngestJson.Default.IngestAnswer),
        ("Key", AccountsJson.Default.KeyView), ("KeyList", AccountsJson.Default.KeyList), ("LogAnswer", IngestJson.Default.LogAnswer), ("LoginList", AccountsJson.Default.LoginList),
        ("Maintenance", MaintenanceJson.Default.MaintenanceView), ("Me", AccountsJson.Default.Me), ("PlausibleCreated", PlausibleSitesJson.Default.PlausibleCreated),
        ("PlausibleDeleted", PlausibleSitesJson.Default.PlausibleDeleted), ("PlausibleGoalList", PlausibleSitesJson.Default.PlausibleGoalList),
        ("PlausiblePropertyList", PlausibleSitesJson.Default.PlausiblePropertyList), ("PlausibleSavedGoal", PlausibleSitesJson.Default.PlausibleSavedGoal),
        ("PlausibleSite", PlausibleSitesJson.Default.PlausibleSiteView), ("PlausibleSiteList", PlausibleSitesJson.Default.PlausibleSiteList), ("Privacy", PrivacyJson.Default.PrivacySheet),
        ("Sealed", MaintenanceJson.Default.SealView), ("Site", SitesJson.Default.SiteView), ("Ticket", LiveRoutesJson.Default.TicketView),
    ];

    private static readonly (string Name, JsonTypeInfo Type)[] Forms =
    [
        ("DayForm", MaintenanceJson.Default.DayForm), ("ErasureForm", ErasuresJson.Default.ErasureForm), ("GoalForm", GoalsJson.Default.GoalForm), ("KeyForm", AccountsJson.Default.KeyForm),
        ("PasswordForm", AccountsJson.Default.PasswordForm),
        ("PlausibleGoalForm", PlausibleSitesJson.Default.PlausibleGoalForm), ("PlausiblePropertyForm", PlausibleSitesJson.Default.PlausiblePropertyForm),
        ("PlausibleSiteChange", PlausibleSitesJson.Default.PlausibleSiteChange), ("PlausibleSiteForm", PlausibleSitesJson.Default.PlausibleSiteForm),
        ("SignInForm", AccountsJson.Default.SignInForm), ("SiteForm", SitesJson.Default.SiteForm),
    ];

    /// <summary>All of them, by name.</summary>
    public static JsonObject All()
    {
        JsonObject written = JsonNode.Parse(File.ReadAllText(Repository.At("tests/Analytics.Functions.Tests/Contract/components.json")))!.AsObject();
        foreach ((string name, JsonTypeInfo type) in Answers)
        {
            written.Add(name, OfAnswer(type));
        }

        foreach ((string name, JsonTypeInfo type) in Forms)
        {
            written.Add(name, OfForm(type));
        }

        AddQuestion(written);
        return new JsonObject(written.OrderBy(schema => schema.Key, StringComparer.Ordinal).Select(schema => KeyValuePair.Create(schema.Key, schema.Value?.DeepClone())));
    }

    // What is null is left out where the context says so: it is absent then, and never null.
    private static JsonNode OfAnswer(JsonTypeInfo type)
    {
        bool leavesOut = type.Options.DefaultIgnoreCondition == System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
        return Adjusted(type, (schema, properties, of) =>
        {
            string[] required = [.. properties.Where(p => !leavesOut || !MayBeNull(of.Properties.First(m => m.Name == p.Key))).Select(p => p.Key)];
            foreach (JsonObject property in leavesOut ? properties.Select(p => p.Value).OfType<JsonObject>() : [])
            {
                WithoutNull(property);
            }

            _ = schema.Remove("required");
            _ = schema.Remove("additionalProperties"); // an answer may have more some day
            if (required.Length > 0)
            {
                schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
            }
        });
    }

    // Which fields a form needs depends on whether something is made or changed: the route's words say it. Unknown ones are refused.
    private static JsonNode OfForm(JsonTypeInfo type) => Adjusted(type, (schema, properties, of) =>
    {
        _ = schema.Remove("required");
        schema["additionalProperties"] = false;
    });

    private static JsonNode Adjusted(JsonTypeInfo type, Action<JsonObject, JsonObject, JsonTypeInfo> adjust) => type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) =>
        {
            if (node is JsonValue)
            {
                return context.PropertyInfo?.Name == "filters" ? new JsonObject { ["$ref"] = "#/components/schemas/Filters" } : new JsonObject();
            }

            if (node is JsonObject schema)
            {
                _ = schema.Remove("default");
                if (schema["properties"] is JsonObject properties)
                {
                    adjust(schema, properties, context.TypeInfo);
                }
            }

            return node;
        },
    });

    private static bool MayBeNull(JsonPropertyInfo member) => member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsGetNullable;

    private static void WithoutNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            string[] left = [.. types.Select(t => t!.GetValue<string>()).Where(t => t != "null")];
            schema["type"] = left.Length == 1 ? left[0] : new JsonArray([.. left.Select(t => JsonValue.Create(t))]);
        }
    }

    // Readers of OpenAPI documents do not know schemas that are a mere false: that nothing follows is said by the length.
    private static void CloseTuples(JsonNode? node)
    {
        if (node is JsonObject { } schema)
        {
            if (schema["prefixItems"] is JsonArray first && schema["items"] is JsonValue)
            {
                _ = schema.Remove("items");
                schema["maxItems"] = first.Count;
            }

            foreach ((_, JsonNode? member) in schema)
            {
                CloseTuples(member);
            }
        }

        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            CloseTuples(item);
        }
    }

    // The published schema of a question, its definitions as schemas of their own.
    private static void AddQuestion(JsonObject schemas)
    {
        string text = System.Text.Encoding.UTF8.GetString(SchemaRoutes.Read()).Replace("#/$defs/", "#/components/schemas/Question_", StringComparison.Ordinal);
        JsonObject question = JsonNode.Parse(text)!.AsObject();
        CloseTuples(question);
        foreach ((string name, JsonNode? definition) in question["$defs"]!.AsObject())
        {
            schemas.Add("Question_" + name, definition!.DeepClone());
        }

        foreach (string name in (string[])["$defs", "$schema"])
        {
            _ = question.Remove(name);
        }

        schemas.Add("Question", question.DeepClone());
    }
}

namespace Analytics.Functions.Assistants;

/// <summary>The tools, one line each.</summary>
internal static class AssistantTools
{
    /// <summary>In the order in which an assistant sees them.</summary>
    public static IReadOnlyList<AssistantTool> All { get; } =
    [
        SiteTools.ListSites,
        QuestionTools.Ask,
        QuestionTools.Compare,
        FunnelTools.Funnel,
        InsightTools.Insights,
        SiteTools.Realtime,
        ExplainTools.Explain,
    ];
}

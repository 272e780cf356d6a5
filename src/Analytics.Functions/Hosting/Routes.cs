using Analytics.Functions.Accounts;
using Analytics.Functions.Annotations;
using Analytics.Functions.Assistants;
using Analytics.Functions.Collect;
using Analytics.Functions.Collect.Counterscale;
using Analytics.Functions.Collect.GoatCounter;
using Analytics.Functions.Collect.LittleStats;
using Analytics.Functions.Collect.ReactHook;
using Analytics.Functions.Collect.ShortKeys;
using Analytics.Functions.Collect.Umami;
using Analytics.Functions.Configuration;
using Analytics.Functions.Contract;
using Analytics.Functions.Dashboard;
using Analytics.Functions.Erasures;
using Analytics.Functions.Exports;
using Analytics.Functions.Goals;
using Analytics.Functions.Health;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Functions.Sites;
using Analytics.Functions.Sites.Plausible;
using Analytics.Functions.Stats;
using Analytics.Functions.Stats.Funnels;
using Analytics.Functions.Stats.Journeys;
using Analytics.Functions.Stats.Reports;
using Analytics.Functions.Stats.Reports.Errors;
using Analytics.Functions.Stats.Reports.GoatCounter;
using Analytics.Functions.Stats.Reports.Insights;
using Analytics.Functions.Stats.Reports.People;
using Analytics.Functions.Stats.Reports.Plausible;
using Analytics.Functions.Stats.Reports.QueryService;
using Analytics.Functions.Stats.Reports.Sessions;
using Analytics.Functions.Stats.Reports.Umami;
using Analytics.Functions.Stats.Reports.Vitals;
using Analytics.Functions.Stats.Retention;
using Analytics.Functions.Tracker;

namespace Analytics.Functions.Hosting;

/// <summary>Every route of the product, by the role that answers it.</summary>
internal static class Routes
{
    public static void MapRoutes(this IEndpointRouteBuilder app, Role role, string path)
    {
        if ((role & Role.Front) != 0)
        {
            app.MapProbes();
        }

        if (role.HasFlag(Role.Collect))
        {
            MapCollecting(app);
        }

        if (role.HasFlag(Role.Api))
        {
            MapApi(app, path);
        }

        if (role.HasFlag(Role.Maintain))
        {
            app.MapMaintenanceEvent();
        }
    }

    private static void MapCollecting(IEndpointRouteBuilder app)
    {
        app.MapCollect();
        app.MapUmami(BuiltFiles.ForeignTracker("umami.js"));
        app.MapGoatCounter(BuiltFiles.ForeignTracker("count.js"));
        app.MapCounterscale();
        app.MapLittleStats();
        app.MapShortKeys();
        app.MapReactHook();
        app.MapPixel();
        app.MapOneEvent();
        app.MapSession();
        app.MapBatch();
        app.MapLogs();
        app.MapImport();
    }

    private static void MapApi(IEndpointRouteBuilder app, string path)
    {
        app.MapTracker(new TrackerScripts(path));
        app.MapOptOut(BuiltFiles.ForeignTracker("opt-out.js"));
        app.MapDashboard(BuiltFiles.DashboardFolder);
        app.MapSignIn();
        app.MapKeys();
        app.MapSites();
        app.MapPlausibleSites();
        app.MapPlausibleGoals();
        app.MapPlausibleProperties();
        app.MapExport();
        app.MapGoals();
        app.MapDrops();
        app.MapMaintenance();
        app.MapHealth();
        app.MapErasures();
        app.MapStats();
        app.MapQuerySchema();
        app.MapContract();
        app.MapSiteReports();
        app.MapEventProperties();
        app.MapVitals();
        app.MapInsights();
        app.MapErrors();
        app.MapPeople();
        app.MapCurrentFigures();
        app.MapQueryService();
        app.MapSessions();
        app.MapBehaviour();
        app.MapPlausibleStats();
        app.MapUmamiReports();
        app.MapGoatCounterReports();
        app.MapFunnels();
        app.MapJourneys();
        app.MapRetention();
        app.MapSegments();
        app.MapAnnotations();
        app.MapRealtime();
        app.MapLive();
        app.MapAssistants();
    }
}

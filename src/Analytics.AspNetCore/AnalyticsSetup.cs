using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.AspNetCore;

/// <summary>Puts the client among an application's services and the reporting of page views into its pipeline.</summary>
public static class AnalyticsSetup
{
    /// <summary>
    /// Adds an <see cref="AnalyticsClient"/> for all of the application, which sends what still waits when the application ends.
    /// The <see cref="TimeProvider"/> of the services is its clock, if there is one.
    /// </summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services, Action<AnalyticsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(_ =>
        {
            var options = new AnalyticsOptions();
            configure(options);
            return options;
        });
        services.TryAddSingleton(provider => new AnalyticsClient(provider.GetRequiredService<AnalyticsOptions>(), clock: provider.GetService<TimeProvider>()));
        return services;
    }

    /// <summary>
    /// Reports a page view for every GET from here on that is answered 200 with <c>text/html</c>, after the response, with the client's
    /// address of the connection: put it after <c>UseForwardedHeaders</c> where a proxy stands in front. Needs
    /// <see cref="AddAnalytics"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The options cannot be used; every fault is named.</exception>
    /// <exception cref="InvalidOperationException"><see cref="AddAnalytics"/> was not called.</exception>
    public static IApplicationBuilder UseAnalytics(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        IServiceProvider services = app.ApplicationServices;
        return app.UsePageViews(services.GetRequiredService<AnalyticsClient>(), services.GetRequiredService<AnalyticsOptions>());
    }

    /// <summary>The same without <see cref="AddAnalytics"/>: the client is the pipeline's own and ends with the application.</summary>
    /// <exception cref="ArgumentException">The options cannot be used; every fault is named.</exception>
    public static IApplicationBuilder UseAnalytics(this IApplicationBuilder app, Action<AnalyticsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new AnalyticsOptions();
        configure(options);
        var client = new AnalyticsClient(options, clock: app.ApplicationServices.GetService<TimeProvider>());
        _ = app.ApplicationServices.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>()
            .ApplicationStopped.Register(() => client.DisposeAsync().AsTask().GetAwaiter().GetResult());
        return app.UsePageViews(client, options);
    }

    private static IApplicationBuilder UsePageViews(this IApplicationBuilder app, AnalyticsClient client, AnalyticsOptions options)
    {
        TimeProvider clock = app.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        return app.Use(next => new PageViews(next, client, options, clock).InvokeAsync);
    }
}

using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CyberWatch.Infra.Telemetry;

public static class TelemetryRegistration
{
    /// <summary>Metrics, traces and health of a worker. Needs the registry and the finding index.</summary>
    public static IServiceCollection AddWorkerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Read(configuration);
        return services.AddTelemetry(
            configuration,
            "cyberwatch-worker",
            new WatchedPort(options.WorkerPort, "Telemetry:WorkerPort")
        );
    }

    /// <summary>The same of a dashboard.</summary>
    public static IServiceCollection AddDashboardTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Read(configuration);
        services.AddHealthChecks().AddReady<WorkersHealth>(WorkersHealth.Name, HealthStatus.Degraded);
        return services.AddTelemetry(
            configuration,
            "cyberwatch-dashboard",
            new WatchedPort(options.DashboardPort, "Telemetry:DashboardPort")
        );
    }

    /// <summary>A check that <c>/health/ready</c> tells of; the status is for when it comes to no end.</summary>
    public static IHealthChecksBuilder AddReady<TCheck>(this IHealthChecksBuilder checks, string name, HealthStatus broken)
        where TCheck : class, IHealthCheck => checks.AddCheck<TCheck>(name, broken, [HealthReasons.Ready], HealthReasons.Longest);

    internal static TelemetryOptions Read(IConfiguration configuration) =>
        configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();

    private static IServiceCollection AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        string program,
        WatchedPort port
    )
    {
        services.AddOptionsSection<TelemetryOptions>(configuration);
        var checks = services.AddHealthChecks().AddReady<RegistryHealth>(RegistryHealth.Name, HealthStatus.Unhealthy);
        if (services.Any(service => service.ServiceType == typeof(IFindingIndex)))
            checks.AddReady<IndexHealth>(IndexHealth.Name, HealthStatus.Degraded);
        var options = Read(configuration);
        if (!options.IsOn(port.Number))
            return services;

        services.AddSingleton<RegistryGauges>().AddHostedService<RegistrySampler>();
        if (port.Number > 0)
            services.AddSingleton(port).AddHostedService<WatchPort>();
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(program, serviceInstanceId: Instance))
            .WithMetrics(metrics => metrics.AddOurs(options, port.Number > 0));
        if (Collector(options, "v1/traces") is { } collector)
            services.AddOpenTelemetry().WithTracing(traces => traces.AddOurs(collector));
        return services;
    }

    private static string Instance => $"{Environment.MachineName}/{Environment.ProcessId}";

    private static void AddOurs(this MeterProviderBuilder metrics, TelemetryOptions options, bool served)
    {
        metrics
            .AddMeter(Instruments.Name, "Quartz")
            .AddRuntimeInstrumentation()
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation();
        if (served)
            metrics.AddPrometheusExporter();
        if (Collector(options, "v1/metrics") is { } collector)
            metrics.AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (collector, OtlpExportProtocol.HttpProtobuf));
    }

    private static void AddOurs(this TracerProviderBuilder traces, Uri collector) =>
        traces
            .AddSource(Instruments.Name, "Quartz")
            // who asks how the program does is no work of it
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !IsWatching(context.Request.Path))
            .AddHttpClientInstrumentation()
            // before the exporter, which takes spans as they are then
            .AddProcessor(new RoutesForPaths())
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (collector, OtlpExportProtocol.HttpProtobuf));

    private static bool IsWatching(PathString path) =>
        path.Value is { } value && (value.StartsWith("/health/", StringComparison.Ordinal) || value == "/metrics");

    /// <summary>The exporter takes an address set in code as it is, and adds no path of the signal to it.</summary>
    private static Uri? Collector(TelemetryOptions options, string signal) =>
        string.IsNullOrEmpty(options.Otlp)
        || !Uri.TryCreate(options.Otlp.TrimEnd('/') + "/" + signal, UriKind.Absolute, out var address)
            ? null
            : address;
}

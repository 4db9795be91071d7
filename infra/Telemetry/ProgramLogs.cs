using Microsoft.Extensions.Configuration;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Logs on the console: lines for people, or one JSON object a line with the ids of scan, request and trace.</summary>
public static class ProgramLogs
{
    public static void AddProgramLogs(this ILoggingBuilder logging, IConfiguration configuration)
    {
        if (!TelemetryRegistration.Read(configuration).JsonLogs)
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
            return;
        }

        // the framework's own scope of a request has its path, which for an invitation is a key: the dashboard makes one with the id alone
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.Configure(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
        );
        logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ");
        });
    }
}

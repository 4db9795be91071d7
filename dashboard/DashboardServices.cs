using System.Text.Encodings.Web;
using System.Text.Unicode;
using CyberWatch.Dashboard.Access;
using CyberWatch.Dashboard.Api;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Composing;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Infra.Telemetry;
using Microsoft.Extensions.WebEncoders;

namespace CyberWatch.Dashboard;

internal static class DashboardServices
{
    /// <summary>Octets. A query may have 8,192 signs, of up to nine octets each in an address: a longer one is to be refused by its page, which says why.</summary>
    private const int LongestAddress = 96 * 1024;

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(builder.Configuration["Dashboard:Listen"] ?? PublicAddressOptions.Default);
        }

        // what the framework says of each request is for who looks for a fault, not for the console of a service
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // the keys lie in the registry, which is as closed as everything else in it: no operator can do anything about that warning
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Logging.AddProgramLogs(builder.Configuration);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = LongestAddress;
        });
        builder.Services.AddOptionsSection<DashboardOptions>(builder.Configuration);
        builder.Services.AddOptionsSection<PublicAddressOptions>(builder.Configuration);
        builder.Services.AddRegistry(builder.Configuration).AddRegistryQueries();
        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddFindings(builder.Configuration).AddSingleton<FindingSearch>().AddSingleton<IndexNow>();
        builder.Services.AddLetters();
        builder.Services.AddSingleton<LetterPlanQueries>();
        builder.Services.AddSingleton<MailSubscriptions>();
        builder.Services.AddSingleton<ShownLetters>();
        builder.Services.AddAccess();
        builder.Services.AddWording();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddDashboardTelemetry(builder.Configuration);
    }

    private static void AddWording(this IServiceCollection services)
    {
        services.AddSingleton<Texts>();
        services.AddSingleton<When>();
        services.AddSingleton<Links>();
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRequestLocalization(Language.Configure);
    }
}

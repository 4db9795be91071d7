using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Dashboard;

/// <summary>How the dashboard is reached and how long its doors stay open.</summary>
[OptionsSection("Dashboard")]
public sealed class DashboardOptions
{
    public const string DefaultAddress = "http://localhost:5080";

    [Description("address that it listens on")]
    [Url(ErrorMessage = "Dashboard:Listen is not an address: write for instance http://localhost:5080.")]
    public string Listen { get; set; } = DefaultAddress;

    [Description("address that people use, written into links that are sent or printed")]
    [Url(ErrorMessage = "Dashboard:PublicAddress is not an address: write for instance https://cyberwatch.example.")]
    public string PublicAddress { get; set; } = DefaultAddress;

    [Description("minutes without action after which a session closes")]
    [Range(1, 1440, ErrorMessage = "Dashboard:SessionMinutes must be between 1 and 1440.")]
    public int SessionMinutes { get; set; } = 30;

    [Description("attempts to sign in, to give a code or to use an invitation, from one address in a minute")]
    [Range(1, 10_000, ErrorMessage = "Dashboard:AttemptsPerMinute must be between 1 and 10000.")]
    public int AttemptsPerMinute { get; set; } = 20;

    [Description("seconds between two looks at a running scan")]
    [Range(1, 60, ErrorMessage = "Dashboard:LiveSeconds must be between 1 and 60.")]
    public int LiveSeconds { get; set; } = 2;
}

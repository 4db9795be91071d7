using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Net;

/// <summary>How connections to scanned hosts are opened.</summary>
[OptionsSection("Scanner:Dialer")]
public sealed class DialerOptions
{
    [Description("How long a TCP connection may take to open; the kernel repeats its first packet meanwhile")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Scanner.Probes;

/// <summary>Who asks, for every protocol that can carry it.</summary>
[OptionsSection("Scanner")]
public sealed class ContactOptions
{
    [Description("Address of a page that says who scans and how to reach him; stands in the User-Agent of every request")]
    [Url(ErrorMessage = "Scanner:ContactUrl must be a whole address as https://cert.example/scan.")]
    public string? ContactUrl { get; set; }

    public string UserAgent => ContactUrl is null ? "CyberWatch/1.0" : $"CyberWatch/1.0 (+{ContactUrl})";
}

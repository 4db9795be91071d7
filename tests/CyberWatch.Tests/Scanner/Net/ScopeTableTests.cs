using System.Globalization;
using System.Net;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Net;

public class ScopeTableTests
{
    private static readonly DateTimeOffset Night = DateTimeOffset.Parse("2026-11-26T02:00:00Z", CultureInfo.InvariantCulture);
    private static readonly IPAddress Inside = IPAddress.Parse("194.2.3.4");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("195.5.6.7");
    private static readonly IPAddress Excluded = IPAddress.Parse("194.2.3.200");

    private static readonly Perimeter Perimeter = Perimeters.Of(
        "domain ch-nord.example",
        "range 194.2.3.0/24",
        "exclude 194.2.3.192/26",
        "exclude pacs.ch-nord.example",
        "quiet mon-fri 08:00-18:30",
        "exclude 195.5.6.8"
    );

    [Theory]
    [InlineData(Purpose.Ports, Transport.Tcp, 1)]
    [InlineData(Purpose.Ports, Transport.Udp, 161)]
    [InlineData(Purpose.Tls, Transport.Tcp, 8443)]
    [InlineData(Purpose.Http, Transport.Tcp, 8080)]
    [InlineData(Purpose.Smtp, Transport.Tcp, 25)]
    [InlineData(Purpose.NameServer, Transport.Udp, 53)]
    public void Inside_a_declared_range_everything_may_be_asked(Purpose purpose, Transport transport, int port)
    {
        var clearance = Decide(new Question(Inside, port, transport, purpose));

        Assert.Equal(new Clearance.Allowed("range 194.2.3.0/24 (perimeter.csv line 3)"), clearance);
    }

    [Theory]
    [InlineData(Purpose.Ports)]
    [InlineData(Purpose.Tls)]
    [InlineData(Purpose.Http)]
    [InlineData(Purpose.Smtp)]
    [InlineData(Purpose.NameServer)]
    [InlineData(Purpose.ParentServer)]
    public void Anywhere_else_nothing_may_be_asked(Purpose purpose) =>
        Assert.IsType<Clearance.Denied>(Decide(new Question(Elsewhere, 443, Transport.Tcp, purpose, "www.ch-nord.example")));

    [Theory]
    [InlineData(LeadKind.Name, Purpose.Tls, 443, "www.ch-nord.example", true)]
    [InlineData(LeadKind.Name, Purpose.Http, 80, "www.ch-nord.example", true)]
    [InlineData(LeadKind.Name, Purpose.Tls, 8443, "www.ch-nord.example", true)] // of its HTTPS record
    [InlineData(LeadKind.Name, Purpose.Tls, 8080, "www.ch-nord.example", false)]
    [InlineData(LeadKind.Name, Purpose.Tls, 443, "other.ch-nord.example", false)]
    [InlineData(LeadKind.Name, Purpose.Tls, 443, null, false)]
    [InlineData(LeadKind.Name, Purpose.Ports, 443, "www.ch-nord.example", false)]
    [InlineData(LeadKind.Name, Purpose.Smtp, 25, "www.ch-nord.example", false)]
    [InlineData(LeadKind.MailExchanger, Purpose.Smtp, 25, "mx.provider.example", true)]
    [InlineData(LeadKind.MailExchanger, Purpose.Smtp, 587, "mx.provider.example", false)]
    [InlineData(LeadKind.MailExchanger, Purpose.Tls, 443, "mx.provider.example", false)]
    [InlineData(LeadKind.NameServer, Purpose.NameServer, 53, null, true)]
    [InlineData(LeadKind.NameServer, Purpose.NameServer, 5353, null, false)]
    [InlineData(LeadKind.NameServer, Purpose.ParentServer, 53, null, false)]
    [InlineData(LeadKind.NameServer, Purpose.Ports, 53, null, false)]
    [InlineData(LeadKind.ParentServer, Purpose.ParentServer, 53, null, true)]
    [InlineData(LeadKind.ParentServer, Purpose.NameServer, 53, null, false)]
    public void What_leads_elsewhere_may_be_asked_its_own_question_only(
        LeadKind kind,
        Purpose purpose,
        int port,
        string? name,
        bool allowed
    )
    {
        var lead = new Lead(kind, "www.ch-nord.example", Elsewhere, [8443]);

        var clearance = Decide(new Question(Elsewhere, port, Transport.Tcp, purpose, name), lead);

        Assert.Equal(allowed, clearance is Clearance.Allowed);
    }

    [Fact]
    public void A_lead_counts_for_its_own_address_only() =>
        Assert.IsType<Clearance.Denied>(
            Decide(
                new Question(IPAddress.Parse("195.5.6.9"), 443, Transport.Tcp, Purpose.Tls, "www.ch-nord.example"),
                new Lead(LeadKind.Name, "www.ch-nord.example", Elsewhere, [])
            )
        );

    [Theory]
    [InlineData("www.elsewhere.example")]
    [InlineData("evilch-nord.example")]
    [InlineData("ch-nord.example.evil.example")]
    [InlineData("pacs.ch-nord.example")]
    [InlineData("a.pacs.ch-nord.example")]
    public void A_lead_of_a_name_that_is_outside_or_excluded_allows_nothing(string name) =>
        Assert.IsType<Clearance.Denied>(
            Decide(new Question(Elsewhere, 443, Transport.Tcp, Purpose.Tls, name), new Lead(LeadKind.Name, name, Elsewhere, []))
        );

    [Fact]
    public void An_excluded_address_stands_above_range_and_lead()
    {
        var inRange = Decide(new Question(Excluded, 443, Transport.Tcp, Purpose.Tls));
        var byAlias = Decide(
            new Question(IPAddress.Parse("195.5.6.8"), 443, Transport.Tcp, Purpose.Tls, "www.ch-nord.example"),
            new Lead(LeadKind.Name, "www.ch-nord.example", IPAddress.Parse("195.5.6.8"), [])
        );

        Assert.Equal(new Clearance.Denied("exclude 194.2.3.192/26 (perimeter.csv line 4)"), inRange);
        Assert.Equal(new Clearance.Denied("exclude 195.5.6.8/32 (perimeter.csv line 7)"), byAlias);
    }

    [Fact]
    public void An_excluded_name_is_not_asked_for_even_inside_a_range() =>
        Assert.Equal(
            new Clearance.Denied("exclude pacs.ch-nord.example (perimeter.csv line 5)"),
            Decide(new Question(Inside, 443, Transport.Tcp, Purpose.Http, "www.PACS.ch-nord.example."))
        );

    [Fact]
    public void In_quiet_hours_nothing_leaves() =>
        Assert.Equal(
            new Clearance.Denied("quiet mon-fri 08:00-18:30 (perimeter.csv line 6)"),
            Table().Decide(new Question(Inside, 443, Transport.Tcp, Purpose.Tls), [], Night.AddHours(8))
        );

    [Theory]
    [InlineData("2027-01-01T00:00:00+01:00", "the mandate ended on 2026-12-31 (mandates.csv line 2)")]
    [InlineData("2025-12-31T23:59:00+01:00", "the mandate starts on 2026-01-01 only (mandates.csv line 2)")]
    public void Without_a_mandate_of_that_day_nothing_leaves(string instant, string because) =>
        Assert.Equal(
            new Clearance.Denied(because),
            Table()
                .Decide(
                    new Question(Inside, 443, Transport.Tcp, Purpose.Tls),
                    [],
                    DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)
                )
        );

    [Fact]
    public void A_private_address_is_not_asked_whatever_leads_there()
    {
        var address = IPAddress.Parse("192.168.1.1");

        var clearance = Decide(
            new Question(address, 443, Transport.Tcp, Purpose.Tls, "intranet.ch-nord.example"),
            new Lead(LeadKind.Name, "intranet.ch-nord.example", address, [])
        );

        Assert.Contains("private", Assert.IsType<Clearance.Denied>(clearance).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_the_range_inside_a_v6_one_is_another_address() =>
        Assert.IsType<Clearance.Denied>(Decide(new Question(Inside.MapToIPv6(), 443, Transport.Tcp, Purpose.Tls)));

    private static ScopeTable Table() => new(Perimeter, new SpecialRanges([], DefaultRoute: true));

    private static Clearance Decide(Question question, params Lead[] leads) => Table().Decide(question, leads, Night);
}

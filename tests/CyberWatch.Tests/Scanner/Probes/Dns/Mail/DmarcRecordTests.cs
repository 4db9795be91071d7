using CyberWatch.Scanner.Probes.Dns.Mail;

namespace CyberWatch.Tests.Scanner.Probes.Dns.Mail;

public class DmarcRecordTests
{
    [Theory]
    [InlineData("v=DMARC1", true)]
    [InlineData("v=DMARC1;p=none", true)]
    [InlineData("v = DMARC1 ; p=none", true)]
    [InlineData("v=dmarc1; p=none", false)]
    [InlineData("v=DMARC10; p=none", false)]
    [InlineData(" v=DMARC1; p=none", false)]
    [InlineData("p=none; v=DMARC1", false)]
    [InlineData("v=spf1 -all", false)]
    public void Version_stands_first_and_in_capitals(string text, bool expected) =>
        Assert.Equal(expected, DmarcRecord.IsDmarc(text));

    [Theory]
    [InlineData("p=reject", "reject", "reject")]
    [InlineData("p=REJECT; sp=none", "reject", "none")]
    [InlineData("p = quarantine ;", "quarantine", "quarantine")]
    [InlineData("rua=mailto:d@ch-nord.example", "none", "none")]
    [InlineData("p=refuse; rua=mailto:d@ch-nord.example", "none", "none")]
    [InlineData("p=reject; sp=x; rua=mailto:d@ch-nord.example", "none", "none")]
    [InlineData("p=reject; sp=x", null, null)]
    [InlineData("p=refuse", null, null)]
    [InlineData("sp=reject", null, null)]
    [InlineData("p=none; x=y; future=tag", "none", "none")]
    public void Policy_is_what_counts(string tags, string? policy, string? below)
    {
        var record = DmarcRecord.Parse("v=DMARC1; " + tags);

        Assert.Equal((policy, below), (record.Policy, record.BelowPolicy));
    }

    [Theory]
    [InlineData("p=reject; rua=mailto:a@b.test,mailto:c@d.test!10m; fo=1; adkim=s; aspf=r; psd=n; t=y; np=reject")]
    [InlineData("p=reject;;")]
    [InlineData("rua=mailto:d@ch-nord.example")]
    public void Sound_record_has_no_errors(string tags) => Assert.Empty(DmarcRecord.Parse("v=DMARC1;" + tags).Errors);

    [Theory]
    [InlineData("")]
    [InlineData("p=refuse")]
    [InlineData("p=none; p=reject")]
    [InlineData("p=none; adkim=x")]
    [InlineData("p=none; t=1")]
    [InlineData("p=none; sp=all")]
    [InlineData("p=none; rua=dmarc@ch-nord.example")]
    [InlineData("p=none rua=mailto:a@b.test")]
    [InlineData("p=none; rubbish")]
    [InlineData("p=none; x=\u0007")]
    public void Fault_is_told(string tags) => Assert.NotEmpty(DmarcRecord.Parse("v=DMARC1; " + tags).Errors);

    [Fact]
    public void Removed_tags_are_told_apart_from_unknown_ones() =>
        Assert.Equal(["pct", "ri"], DmarcRecord.Parse("v=DMARC1; p=none; ri=1; pct=50; future=1").RemovedTags);

    [Fact]
    public void Test_mode_and_psd_are_read()
    {
        var record = DmarcRecord.Parse("v=DMARC1; p=reject; t=y; psd=n");

        Assert.True(record.Testing);
        Assert.Equal("n", record.Psd);
    }
}

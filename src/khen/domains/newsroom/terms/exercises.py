"""Texts on which officers practise approving and publishing: written and submitted by nobody who practises."""

from khen.domains.newsroom.terms.texts import Content, Klass

EXERCISES: tuple[Content, ...] = (
    Content(
        title="Bài tập 1: Thông báo lịch tiêm chủng tháng tới",
        summary="Trạm Y tế xã tổ chức tiêm chủng mở rộng vào ngày 10 hằng tháng.",
        body_html="<p>Trạm Y tế xã tổ chức tiêm chủng mở rộng cho trẻ dưới một tuổi vào ngày 10 hằng tháng, từ 7 giờ 30 phút.</p>"
        "<p>Bà con đưa trẻ đến trạm, mang theo sổ tiêm chủng. Bài này viết đúng: đọc, duyệt, rồi đăng thử.</p>",
        topic="khac",
        klass=Klass.NOTICE,
    ),
    Content(
        title="Bài tập 2: Hướng dẫn nộp hồ sơ qua mạng",
        summary="Người dân nộp hồ sơ tại nhà, theo dõi kết quả trên điện thoại.",
        body_html="<p>Người dân mở cổng dịch vụ công, chọn thủ tục, đính kèm giấy tờ và gửi.</p>"
        "<p>Thời hạn giải quyết là 10 ngày làm việc, tính từ ngày 31 tháng 4. Bài này có một ngày không có thật: trả lại, ghi "
        "lý do.</p>",
        topic="dich-vu-cong",
        klass=Klass.NEWS,
    ),
)
